package io.ledgeractors.session;

import io.ledgeractors.wire.EvictionReason;
import java.nio.ByteBuffer;

/** The outcome of a request of a session. Exactly one is delivered for each request. */
public sealed interface Outcome {
    /**
     * The request was executed, and this is its reply.
     *
     * @param body results, little endian, from 0 to the limit; lent until the handler returns
     * @param timestamp ns since 1970 at which the ledger prepared the request
     */
    record Reply(ByteBuffer body, long timestamp) implements Outcome {}

    /**
     * No byte of the request was sent, so it is definitely not executed.
     *
     * @param why the reason, for people
     */
    record NotSent(String why) implements Outcome {}

    /**
     * The ledger refused the request as a whole, so it is definitely not executed.
     *
     * @param reason the ledger's reason
     */
    record NotExecuted(EvictionReason reason) implements Outcome {}

    /**
     * The ledger has no capacity for what the request may create, so it is definitely not executed. The session goes
     * on, and the same request can be executed once there is capacity again.
     *
     * @param why what is full and what to do, for people
     */
    record NoCapacity(String why) implements Outcome {}

    /**
     * It is not known whether the request was or will be executed.
     *
     * @param why the reason, for people
     */
    record Unknown(String why) implements Outcome {}
}

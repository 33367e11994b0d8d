package io.ledgeractors.session;

import io.ledgeractors.wire.EvictionReason;
import java.nio.ByteBuffer;

/** How a request of a session ended. Exactly one is delivered for each. */
public sealed interface Outcome {
    /**
     * The request was executed and this is its reply.
     *
     * @param body results, little endian, from 0 to the limit; lent until the handler returns
     * @param timestamp ns since 1970 at which the ledger prepared the request
     */
    record Reply(ByteBuffer body, long timestamp) implements Outcome {}

    /**
     * No byte of the request was sent: it is definitely not executed.
     *
     * @param why the reason, for people
     */
    record NotSent(String why) implements Outcome {}

    /**
     * The ledger refused the request as a whole: it is definitely not executed.
     *
     * @param reason why
     */
    record NotExecuted(EvictionReason reason) implements Outcome {}

    /**
     * The ledger has no room for what the request may create: it is definitely not executed. The session goes on, and the
     * same request is executed once there is room.
     *
     * @param why what is full and what to do, for people
     */
    record NoRoom(String why) implements Outcome {}

    /**
     * It is not known whether the request was or will be executed.
     *
     * @param why the reason, for people
     */
    record Unknown(String why) implements Outcome {}
}

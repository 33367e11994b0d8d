package io.ledgeractors.session;

import io.ledgeractors.wire.EvictionReason;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

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
     * Batches of the request are forbidden to this client, so nothing of the request is executed. The session goes on,
     * and a request without these batches may be executed.
     *
     * @param batches why each forbidden batch is forbidden, for people, by its number in the request from 0; not empty
     */
    record Forbidden(Map<Integer, String> batches) implements Outcome {
        /** Copies the reasons in the order of the batches. */
        public Forbidden {
            batches = Collections.unmodifiableMap(new TreeMap<>(batches));
            if (batches.isEmpty()) {
                throw new IllegalArgumentException("a request without a forbidden batch is not forbidden");
            }
        }
    }

    /**
     * It is not known whether the request was or will be executed.
     *
     * @param why the reason, for people
     */
    record Unknown(String why) implements Outcome {}
}

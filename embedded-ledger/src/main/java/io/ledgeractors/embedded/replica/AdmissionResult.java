package io.ledgeractors.embedded.replica;

import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** The decision of a replica about a request or a ping, before it executes anything. */
public sealed interface AdmissionResult {
    /** The frame is dropped and gets no reply. */
    enum Drop implements AdmissionResult {
        /** The only value. */
        SILENTLY
    }

    /**
     * The client is evicted.
     *
     * @param reason the reason that the client is told
     */
    record Evict(EvictionReason reason) implements AdmissionResult {}

    /**
     * The stored reply is sent again.
     *
     * @param frame header and body, from 0 to the limit; must not be changed
     */
    record Repeat(ByteBuffer frame) implements AdmissionResult {}

    /**
     * The request is dropped, because the ledger has no capacity for it.
     *
     * @param why the reason and the remedy
     * @param operation the operation of the request
     * @param events events of the request that get a timestamp of their own
     */
    record NoCapacity(String why, Operation operation, int events) implements AdmissionResult {}

    /** The ping gets a pong. */
    enum Pong implements AdmissionResult {
        /** The only value. */
        NOW
    }

    /**
     * The request is executed, and appended to the log before unless it is a {@link Prepare.Kind#READ}.
     *
     * @param prepare the operation in its place
     */
    record Execute(Prepare prepare) implements AdmissionResult {}
}

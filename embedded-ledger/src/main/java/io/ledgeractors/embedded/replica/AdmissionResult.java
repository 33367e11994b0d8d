package io.ledgeractors.embedded.replica;

import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** What a replica answers to a request before it executes anything. */
public sealed interface AdmissionResult {
    /** Nothing. */
    enum Drop implements AdmissionResult {
        /** The one value. */
        SILENTLY
    }

    /**
     * The client is told that it is not served.
     *
     * @param reason why
     */
    record Evict(EvictionReason reason) implements AdmissionResult {}

    /**
     * The stored reply once more.
     *
     * @param frame header and body, from 0 to the limit; not to be changed
     */
    record Repeat(ByteBuffer frame) implements AdmissionResult {}

    /**
     * Nothing, because the ledger is full.
     *
     * @param why what is full and what to do
     * @param operation what was asked for
     * @param events of the request that get a timestamp of their own
     */
    record NoRoom(String why, Operation operation, int events) implements AdmissionResult {}

    /** A pong to a ping. */
    enum Pong implements AdmissionResult {
        /** The one value. */
        NOW
    }

    /**
     * To be appended to the journal and executed.
     *
     * @param prepare the operation in its place
     */
    record Execute(Prepare prepare) implements AdmissionResult {}
}

package io.ledgeractors.tck.vectors;

import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** A ledger for replays of scenarios. One thread executes one request at a time. */
public interface LedgerTarget {

    /**
     * The reply to a request.
     *
     * @param body results and, where the operation has one, trailer: little endian, from 0 to the limit; it is
     *     read before the next request
     * @param timestamp ns since 1970 at which the ledger prepared the request: for a create request that of its
     *     last event
     */
    record Answer(ByteBuffer body, long timestamp) {}

    /**
     * Executes one request.
     *
     * @param body events and, where the operation has one, trailer: little endian, from 0 to the limit; valid
     *     until this method returns
     * @throws RuntimeException if there is no reply; the runner adds file and step
     */
    Answer execute(Operation operation, ByteBuffer body);

    /**
     * Lets at least so many milliseconds pass on the ledger's clock, with everything that the ledger does by itself in
     * that time. Pending transfers that are due have expired when this method returns.
     */
    void pause(long millis);
}

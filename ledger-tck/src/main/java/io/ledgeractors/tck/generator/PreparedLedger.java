package io.ledgeractors.tck.generator;

import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** A ledger without clock and session, whose caller states when a request was prepared. Not thread-safe. */
public interface PreparedLedger {

    /**
     * Returns true if a request is well-formed: its size and trailer are right, and its results fit into a reply.
     *
     * @param body little endian, from 0 to the limit
     */
    boolean isValid(Operation operation, ByteBuffer body);

    /**
     * Executes a valid request.
     *
     * @param timestamp ns since 1970, greater than all before: for a create request that of its last event
     * @param body little endian, from 0 to the limit; valid until this method returns
     * @return the body of the reply: little endian, from 0 to the limit; read before the next request
     */
    ByteBuffer execute(Operation operation, long timestamp, ByteBuffer body);

    /**
     * Expires the pending transfers that are due.
     *
     * @param timestamp ns since 1970, greater than all before by at least as many as can expire at once
     * @return number of expired transfers
     */
    int pulse(long timestamp);

    /** Returns when the next pending transfer expires, ns since 1970; {@link Long#MAX_VALUE} if none will. */
    long nextExpiry();
}

package io.ledgeractors.embedded.replica;

import java.nio.ByteBuffer;

/** A connection whose frames the ledger answers. Methods are called on threads of the ledger; none may block. */
public interface ReplySink {
    /** The frame that was handed over is read and its buffer free again. */
    void consumed();

    /**
     * A frame for whoever holds this client's connection.
     *
     * @param frame header and body from 0 to the limit; not to be changed, valid for ever
     */
    void send(ByteBuffer frame);

    /** The request that was handed over is dropped: there is no room for what it wants to create. */
    void full(String why);

    /** The ledger is closed or has failed: there will be no answer. */
    void broken(String why);
}

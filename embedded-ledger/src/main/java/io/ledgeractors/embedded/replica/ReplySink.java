package io.ledgeractors.embedded.replica;

import java.nio.ByteBuffer;

/**
 * The connection on which a frame came, as the receiver of what the ledger answers. Methods are called on threads of
 * the ledger, and none may block.
 */
public interface ReplySink {
    /** Called when the frame that was handed over is read and its buffer is free again. */
    void consumed();

    /**
     * Sends a frame to the connection that belongs to its client by now.
     *
     * @param frame header and body from 0 to the limit; must not be changed, and stays valid
     */
    void send(ByteBuffer frame);

    /** Called if the request that was handed over is dropped, because there is no capacity for what it creates. */
    void full(String why);

    /** Called if the ledger is closed or has failed. There will be no reply. */
    void broken(String why);
}

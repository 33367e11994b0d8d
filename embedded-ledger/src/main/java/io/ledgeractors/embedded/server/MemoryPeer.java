package io.ledgeractors.embedded.server;

import java.nio.ByteBuffer;

/** The client's end of a {@link MemoryConnection}. It is called on the thread of the server, and must not call it. */
public interface MemoryPeer {
    /**
     * Called with a frame for the client.
     *
     * @param frame header and body from 0 to the limit; it must not be changed, and stays valid
     */
    void receive(ByteBuffer frame);

    /**
     * Called once if the server closes the connection.
     *
     * @param why the reason in words
     */
    void closed(String why);
}

package io.ledgeractors.client.internal.driver;

import java.nio.ByteBuffer;

/**
 * The connections of a session, one for each place of the list of addresses, which are opened, written to and closed on
 * demand. Everything happens on the thread of the session. After {@link #close(int)} a connection causes no more
 * events.
 */
public interface SessionLinks {
    /** Receives the events of the connections, on the thread of the session. */
    interface Events {
        /** Called when the connection is open. */
        void opened(int replica);

        /** Called with bytes that came. The buffer is lent for the call. */
        void received(int replica, ByteBuffer bytes);

        /** Called when the connection could not be opened, or has ended. */
        void closed(int replica, String cause);
    }

    /** Opens the connection. Causes {@link Events#opened} or {@link Events#closed}, never before it returns. */
    void connect(int replica);

    /**
     * Writes header and body to the open connection. {@link #flush()} sends them.
     *
     * @param header copied
     * @param body lent until it is written or the connection ends
     * @param copyBody true if the body must be copied
     * @param written called when the last byte was handed over, unless the connection ends before
     */
    void write(int replica, ByteBuffer header, ByteBuffer body, boolean copyBody, Runnable written);

    /** Sends everything that was written. */
    void flush();

    /** Returns true from {@link #connect} until the connection has ended. */
    boolean isOpen(int replica);

    /** Closes the connection, if there is one. */
    void close(int replica);

    /** Closes all connections and runs the task when they are released, or at once if there are none. */
    void closeAll(Runnable task);
}

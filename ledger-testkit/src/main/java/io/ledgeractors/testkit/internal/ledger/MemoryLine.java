package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.client.internal.driver.SessionLinks;
import io.ledgeractors.embedded.server.MemoryConnection;
import io.ledgeractors.embedded.server.MemoryPeer;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connection between a session and the server, as the session sees it. Used on the ledger's thread. */
final class MemoryLine implements MemoryPeer {
    private final LedgerThread thread;
    private final SessionLinks.Events events;
    private final Predicate<ByteBuffer> isLost;
    private @Nullable MemoryConnection connection;
    private boolean isOpen = true;
    private boolean isCut;

    /**
     * Creates a connection that is not open yet.
     *
     * @param events of the session
     * @param isLost decides about each frame from the server whether a fault loses it
     */
    MemoryLine(LedgerThread thread, SessionLinks.Events events, Predicate<ByteBuffer> isLost) {
        this.thread = thread;
        this.events = events;
        this.isLost = isLost;
    }

    /** Notes that the server has taken the connection. */
    void opened(MemoryConnection byServer) {
        connection = byServer;
        events.opened(0);
    }

    /** Brings a frame to the server. */
    void deliver(ByteBuffer frame) {
        MemoryConnection open = connection;
        if (isOpen && open != null) {
            open.receive(frame.duplicate());
        }
    }

    boolean isOpen() {
        return isOpen;
    }

    @Override
    public void receive(ByteBuffer frame) {
        if (!isCut && !isLost.test(frame)) {
            thread.execute(() -> {
                if (isOpen) {
                    events.received(0, frame.duplicate());
                }
            });
        }
    }

    @Override
    public void closed(String why) {
        thread.execute(() -> end(why));
    }

    /** Lets nothing more through, as if the cable were cut. The session does not notice before {@link #end}. */
    void cut() {
        isCut = true;
    }

    /** Ends the connection and tells the session. */
    void end(String why) {
        if (isOpen) {
            close();
            events.closed(0, why);
        }
    }

    /** Closes the connection without telling the session, which closes it itself. */
    void close() {
        isOpen = false;
        if (connection != null) {
            connection.close();
        }
    }
}

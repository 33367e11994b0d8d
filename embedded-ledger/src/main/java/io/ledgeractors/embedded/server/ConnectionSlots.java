package io.ledgeractors.embedded.server;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bounded number of connections. When all slots are taken, the unregistered connection that has been silent longest
 * is closed for a new one. Pure; for one thread.
 *
 * <p>Whether a client has a session is learned from the replies that pass. No reply tells that a session was evicted
 * for another one. Therefore, if there are more connections than there can be sessions, those whose last reply is
 * oldest count as unregistered. This is the ledger's own rule of eviction. The count can be wrong, because sessions
 * without a connection live as well. Such a connection counts as registered again with its next reply.
 *
 * @param <C> a connection
 */
final class ConnectionSlots<C> {
    private final int max;
    private final int sessionsMax;
    private final Set<C> taken = new HashSet<>();
    // Connections without a session; the one that has been silent longest comes first.
    private final Set<C> unregistered = new LinkedHashSet<>();
    // Connections with a session; the one whose last reply is oldest comes first.
    private final Set<C> registered = new LinkedHashSet<>();

    /**
     * Creates free slots.
     *
     * @param max greatest number of connections
     * @param sessionsMax greatest number of sessions
     */
    ConnectionSlots(int max, int sessionsMax) {
        this.max = max;
        this.sessionsMax = sessionsMax;
    }

    /** Returns true if there is no slot for a new connection. */
    boolean isFull() {
        return taken.size() >= max;
    }

    /** Returns the connection to close for a new one, or null if each has a session or is at work. */
    @Nullable
    C idle(Predicate<C> isAtWork) {
        for (C connection : unregistered) {
            if (!isAtWork.test(connection)) {
                return connection;
            }
        }
        return null;
    }

    /** Takes a slot for a new connection. */
    void take(C connection) {
        taken.add(connection);
        unregistered.add(connection);
    }

    /** Notes that a connection sent a valid frame. */
    void heard(C connection) {
        if (unregistered.remove(connection)) {
            unregistered.add(connection);
        }
    }

    /** Notes that the client of this connection got a reply, so it has a session. */
    void answered(C connection) {
        if (!taken.contains(connection)) {
            return;
        }
        unregistered.remove(connection);
        registered.remove(connection);
        registered.add(connection);
        if (registered.size() > sessionsMax) {
            evicted(registered.iterator().next());
        }
    }

    /** Notes that the client of this connection has no session any more. */
    void evicted(C connection) {
        registered.remove(connection);
        if (taken.contains(connection)) {
            unregistered.add(connection);
        }
    }

    /** Frees the slot of a connection that is closed. */
    void free(C connection) {
        taken.remove(connection);
        unregistered.remove(connection);
        registered.remove(connection);
    }
}

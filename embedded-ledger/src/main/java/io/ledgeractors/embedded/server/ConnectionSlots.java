package io.ledgeractors.embedded.server;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who has a connection: a bounded number. When all are taken, one without a session that has been silent longest
 * makes room. Pure; for one thread.
 *
 * <p>Who has a session is known from the answers that pass. No answer tells that a session had to go for another one,
 * so of more connections than there can be sessions those that were answered longest ago count as without: that is
 * the ledger's own rule. Who is counted out wrongly, because sessions without a connection live as well, is counted in
 * again by its next answer.
 *
 * @param <C> a connection
 */
final class ConnectionSlots<C> {
    private final int max;
    private final int sessionsMax;
    private final Set<C> taken = new HashSet<>();
    // Those without a session, the one that has been silent longest first.
    private final Set<C> strangers = new LinkedHashSet<>();
    // Those with a session, the one whose last answer is oldest first.
    private final Set<C> members = new LinkedHashSet<>();

    /**
     * Nobody has a connection yet.
     *
     * @param max connections at most
     * @param sessionsMax sessions at most
     */
    ConnectionSlots(int max, int sessionsMax) {
        this.max = max;
        this.sessionsMax = sessionsMax;
    }

    /** True if a new connection finds no room. */
    boolean isFull() {
        return taken.size() >= max;
    }

    /** The one that has to go for a new one, or null: everybody has a session or is at work. */
    @Nullable
    C idle(Predicate<C> isAtWork) {
        for (C stranger : strangers) {
            if (!isAtWork.test(stranger)) {
                return stranger;
            }
        }
        return null;
    }

    /** A connection was made. */
    void take(C connection) {
        taken.add(connection);
        strangers.add(connection);
    }

    /** A connection said something valid. */
    void heard(C connection) {
        if (strangers.remove(connection)) {
            strangers.add(connection);
        }
    }

    /** The client of this connection has a session: it was answered just now. */
    void answered(C connection) {
        if (!taken.contains(connection)) {
            return;
        }
        strangers.remove(connection);
        members.remove(connection);
        members.add(connection);
        if (members.size() > sessionsMax) {
            evicted(members.iterator().next());
        }
    }

    /** The client of this connection has no session any more. */
    void evicted(C connection) {
        members.remove(connection);
        if (taken.contains(connection)) {
            strangers.add(connection);
        }
    }

    /** A connection is gone. */
    void leave(C connection) {
        taken.remove(connection);
        strangers.remove(connection);
        members.remove(connection);
    }
}

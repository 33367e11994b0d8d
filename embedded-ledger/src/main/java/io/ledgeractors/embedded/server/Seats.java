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
 * @param <C> a connection
 */
final class Seats<C> {
    private final int max;
    private final Set<C> taken = new HashSet<>();
    // Those without a session, the one that has been silent longest first.
    private final Set<C> strangers = new LinkedHashSet<>();

    /** Room for this many. */
    Seats(int max) {
        this.max = max;
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

    /** The client of this connection has a session. */
    void registered(C connection) {
        strangers.remove(connection);
    }

    /** The client of this connection has no session any more. */
    void evicted(C connection) {
        if (taken.contains(connection)) {
            strangers.add(connection);
        }
    }

    /** A connection is gone. */
    void leave(C connection) {
        taken.remove(connection);
        strangers.remove(connection);
    }
}

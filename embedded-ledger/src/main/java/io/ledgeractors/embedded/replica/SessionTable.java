package io.ledgeractors.embedded.replica;

import io.ledgeractors.model.UInt128;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a replica: at most 64; a further one takes the place of the one whose last reply is oldest. Changed by
 * one thread; any may look.
 * Source: protocol fact sheet, section 4.
 */
final class SessionTable {
    static final int MAX = 64;

    // Read by other threads too.
    private final Map<UInt128, Session> byClient = new ConcurrentHashMap<>();

    @Nullable
    Session of(UInt128 client) {
        return byClient.get(client);
    }

    /** Adds a session; returns the one that had to go, or null. */
    @Nullable
    Session add(Session session) {
        Session evicted = null;
        if (byClient.size() >= MAX && !byClient.containsKey(session.client())) {
            evicted = oldest();
            byClient.remove(evicted.client());
        }
        byClient.put(session.client(), session);
        return evicted;
    }

    Collection<Session> all() {
        return byClient.values();
    }

    private Session oldest() {
        Session oldest = null;
        for (Session session : byClient.values()) {
            if (oldest == null || session.reply().op() < oldest.reply().op()) {
                oldest = session;
            }
        }
        if (oldest == null) {
            throw new IllegalStateException("no session to evict");
        }
        return oldest;
    }
}

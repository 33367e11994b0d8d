package io.ledgeractors.embedded.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bounded memory of replies that peers have not read yet, of all connections together. When it is used up, the
 * connection that has not read for longest is closed. Pure; for one thread.
 *
 * @param <C> a connection
 */
final class ReplyMemory<C> {
    private final long most;
    /** Bytes by connection; the one that has not read for longest comes first. */
    private final Map<C, Long> unread = new LinkedHashMap<>();

    private long used;

    /** Creates memory of so many bytes, none of which is used. */
    ReplyMemory(long most) {
        this.most = most;
    }

    /** Notes that a reply of so many bytes waits to be read. */
    void add(C connection, int bytes) {
        unread.merge(connection, (long) bytes, Long::sum);
        used += bytes;
    }

    /** Notes that a reply of so many bytes was read, or that its connection is closed. */
    void remove(C connection, int bytes) {
        Long left = unread.remove(connection);
        if (left == null) {
            return;
        }
        used -= bytes;
        if (left > bytes) {
            // The connection has read something, so it goes behind those that have not.
            unread.put(connection, left - bytes);
        }
    }

    /** Returns the connection to close because the memory is used up, or null. */
    @Nullable
    C slowest() {
        return used <= most || unread.size() < 2
                ? null
                : unread.keySet().iterator().next();
    }

    /** Returns the bytes that are used. */
    long used() {
        return used;
    }
}

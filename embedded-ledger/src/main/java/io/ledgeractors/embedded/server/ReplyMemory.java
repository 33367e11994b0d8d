package io.ledgeractors.embedded.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory of answers that were not read yet, of all connections together: bounded. When it is used up, the connection
 * that has not read for longest has to go. Pure; for one thread.
 *
 * @param <C> a connection
 */
final class ReplyMemory<C> {
    private final long most;
    /** Bytes by connection, the one that has not read for longest first. */
    private final Map<C, Long> unread = new LinkedHashMap<>();

    private long used;

    /** Memory for at most so many bytes, of which nothing is used. */
    ReplyMemory(long most) {
        this.most = most;
    }

    /** An answer of so many bytes waits for its reader. */
    void add(C connection, int bytes) {
        unread.merge(connection, (long) bytes, Long::sum);
        used += bytes;
    }

    /** An answer of so many bytes was read, or its connection is gone. */
    void remove(C connection, int bytes) {
        Long left = unread.remove(connection);
        if (left == null) {
            return;
        }
        used -= bytes;
        if (left > bytes) {
            // It has read something: the others have not for longer.
            unread.put(connection, left - bytes);
        }
    }

    /** The connection that has to go because the memory is used up, or null. */
    @Nullable
    C slowest() {
        return used <= most || unread.size() < 2
                ? null
                : unread.keySet().iterator().next();
    }

    /** Bytes that are used. */
    long used() {
        return used;
    }
}

package io.ledgeractors.embedded.server;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The memory for large frames of all connections together: bounded, whoever announces what. A connection takes the whole
 * size of a frame when the frame begins, so no two of them can wait for each other halfway. It keeps the memory for its
 * next frame until somebody else needs it. Those for whom there is none wait in the order in which they came. Pure; for
 * one thread.
 *
 * @param <C> a connection
 */
final class FrameMemory<C> {
    /** What memory needs to tell a connection. */
    interface Listener<C> {
        /** The memory of a connection between two frames is needed by others. */
        void taken(C connection);

        /** There is memory for a connection that waited: it may take it now. */
        void free(C connection);
    }

    private final long most;
    private final Listener<C> listener;
    /** Bytes by connection, the one that began its frame first before others. */
    private final Map<C, Integer> busy = new LinkedHashMap<>();

    private final Map<C, Integer> idle = new LinkedHashMap<>();
    private final Set<C> waiting = new LinkedHashSet<>();
    private long used;

    /**
     * Memory of which nothing is taken.
     *
     * @param most bytes at most, enough for one frame
     */
    FrameMemory(long most, Listener<C> listener) {
        this.most = most;
        this.listener = listener;
    }

    /** Takes memory for a frame that begins; false if there is none, and {@link Listener#free} will tell when. */
    boolean take(C connection, int bytes) {
        boolean isNext =
                waiting.isEmpty() || connection.equals(waiting.iterator().next());
        Integer kept = idle.remove(connection);
        long more = bytes - (kept == null ? 0L : kept);
        if (!isNext || !makeRoom(more)) {
            if (kept != null) {
                idle.put(connection, kept);
            }
            waiting.add(connection);
            return false;
        }
        waiting.remove(connection);
        used += Math.max(0, more);
        busy.put(connection, Math.max(bytes, kept == null ? 0 : kept));
        return true;
    }

    /** The frame of a connection was read and used; it keeps the memory unless others wait. */
    void done(C connection) {
        Integer bytes = busy.remove(connection);
        if (bytes != null) {
            idle.put(connection, bytes);
            next();
        }
    }

    /** A connection does not wait any more. */
    void stopWaiting(C connection) {
        if (waiting.remove(connection)) {
            next();
        }
    }

    /** A connection is gone. */
    void leave(C connection) {
        Integer inFrame = busy.remove(connection);
        Integer between = idle.remove(connection);
        used -= (inFrame == null ? 0 : inFrame) + (between == null ? 0 : between);
        waiting.remove(connection);
        next();
    }

    /** True if somebody waits. */
    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /**
     * The connection that has to go because others wait: of those that are slow the one that began its frame first; null:
     * nobody waits, or none is slow.
     */
    @Nullable
    C firstBusy(Predicate<C> isSlow) {
        if (waiting.isEmpty()) {
            return null;
        }
        for (C connection : busy.keySet()) {
            if (isSlow.test(connection)) {
                return connection;
            }
        }
        return null;
    }

    /** Bytes that are taken. */
    long used() {
        return used;
    }

    private boolean makeRoom(long more) {
        Iterator<Map.Entry<C, Integer>> oldest = idle.entrySet().iterator();
        while (used + more > most && oldest.hasNext()) {
            Map.Entry<C, Integer> each = oldest.next();
            used -= each.getValue();
            oldest.remove();
            listener.taken(each.getKey());
        }
        return used + more <= most;
    }

    private void next() {
        boolean goesOn = true;
        while (goesOn && !waiting.isEmpty()) {
            C first = waiting.iterator().next();
            listener.free(first);
            goesOn = !waiting.contains(first);
        }
    }
}

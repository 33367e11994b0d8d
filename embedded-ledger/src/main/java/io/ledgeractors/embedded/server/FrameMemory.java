package io.ledgeractors.embedded.server;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bounded memory for large frames of all connections together. A connection takes the whole size of a frame when
 * the frame begins, so connections that hold a part of their memory never wait for each other. A connection keeps its
 * memory for its next frame until another one needs it. Connections for which there is no memory wait in the order in
 * which they came. Pure; for one thread.
 *
 * @param <C> a connection
 */
final class FrameMemory<C> {
    /** Receives news about the memory of connections. */
    interface Listener<C> {
        /** Called when other connections need the memory of a connection that is between two frames. */
        void taken(C connection);

        /** Called when there is memory for a connection that waited. It may take the memory now. */
        void free(C connection);
    }

    private final long most;
    private final Listener<C> listener;
    /** Bytes by connection; the one that began its frame first comes first. */
    private final Map<C, Integer> busy = new LinkedHashMap<>();

    private final Map<C, Integer> idle = new LinkedHashMap<>();
    private final Set<C> waiting = new LinkedHashSet<>();
    private long used;

    /**
     * Creates memory of which nothing is taken.
     *
     * @param most greatest number of bytes, enough for one frame
     */
    FrameMemory(long most, Listener<C> listener) {
        this.most = most;
        this.listener = listener;
    }

    /**
     * Takes memory for a frame that begins. Returns false if there is none; {@link Listener#free} is called once there
     * is.
     */
    boolean take(C connection, int bytes) {
        boolean isNext =
                waiting.isEmpty() || connection.equals(waiting.iterator().next());
        Integer kept = idle.remove(connection);
        long more = bytes - (kept == null ? 0L : kept);
        if (!isNext || !reclaim(more)) {
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

    /** Notes that the frame of a connection was used. The connection keeps the memory unless others wait. */
    void done(C connection) {
        Integer bytes = busy.remove(connection);
        if (bytes != null) {
            idle.put(connection, bytes);
            next();
        }
    }

    /** Notes that a connection does not wait any more. */
    void stopWaiting(C connection) {
        if (waiting.remove(connection)) {
            next();
        }
    }

    /** Notes that a connection is closed, and takes its memory back. */
    void leave(C connection) {
        Integer inFrame = busy.remove(connection);
        Integer between = idle.remove(connection);
        used -= (inFrame == null ? 0 : inFrame) + (between == null ? 0 : between);
        waiting.remove(connection);
        next();
    }

    /** Returns true if a connection waits. */
    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /**
     * Returns the connection to close because others wait: the slow one that began its frame first. Returns
     * null if no connection waits or none is slow.
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

    /** Returns the bytes that are taken. */
    long used() {
        return used;
    }

    private boolean reclaim(long more) {
        Iterator<Map.Entry<C, Integer>> oldest = idle.entrySet().iterator();
        while (used + more > most && oldest.hasNext()) {
            Map.Entry<C, Integer> each = oldest.next();
            used -= each.getValue();
            oldest.remove();
            listener.taken(each.getKey());
        }
        return used + more <= most;
    }

    // Offers memory to those that wait, in order, until one of them still has to wait.
    private void next() {
        boolean goesOn = true;
        while (goesOn && !waiting.isEmpty()) {
            C first = waiting.iterator().next();
            listener.free(first);
            goesOn = !waiting.contains(first);
        }
    }
}

package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.log.Log;
import io.ledgeractors.wire.Operation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers that the ledger refused a request for want of room, until there is room for it. {@link #full} may be called
 * by any thread, the rest by the ledger's.
 */
final class CapacityWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CapacityWatch.class);
    private static final long WARN_EVERY = 60_000_000_000L;

    private final Consumer<@Nullable String> listener;
    private volatile @Nullable String full;
    private @Nullable Operation operation;
    private int events;
    private int logBytes;
    private long warnedAt;
    private boolean wasWarned;

    /** A watch that tells the listener why there is no room, and null once there is. */
    CapacityWatch(Consumer<@Nullable String> listener) {
        this.listener = listener;
    }

    /** Why there is no room, or null. */
    @Nullable
    String full() {
        return full;
    }

    /** A request was refused. */
    void refused(AdmissionResult.NoRoom refusal, long now) {
        operation = refusal.operation();
        events = refusal.events();
        change(refusal.why(), now);
    }

    /** An operation was refused because the log has no room for a record of so many bytes. */
    void refusedByLog(String why, int bytes, long now) {
        logBytes = bytes;
        change(why, now);
    }

    /** Looks whether there is room for what was refused, and whether expiries have room. */
    void look(Replica replica, Log log, long realtime, long now) {
        String why = logBytes == 0 ? null : log.noRoom(logBytes);
        if (why == null) {
            logBytes = 0;
            Operation refused = operation;
            why = refused == null ? null : replica.noRoom(refused, events);
        }
        if (why == null) {
            operation = null;
            why = replica.noRoomForPulse(realtime);
        }
        change(why, now);
    }

    private void change(@Nullable String why, long now) {
        boolean news = (why == null) != (full == null);
        full = why;
        if (news) {
            listener.accept(why);
        }
        if (why != null && (!wasWarned || now - warnedAt >= WARN_EVERY)) {
            wasWarned = true;
            warnedAt = now;
            LOG.warn("requests are refused until there is room: {}", why);
        } else if (why == null && news) {
            LOG.info("the ledger has room again");
        }
    }
}

package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.log.Log;
import io.ledgeractors.wire.Operation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers that the ledger refused a request for lack of capacity, until there is capacity for it. Any thread may call
 * {@link #reason}; the other methods are for the ledger's thread.
 */
final class CapacityWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CapacityWatch.class);

    private final Consumer<@Nullable String> listener;
    private final WarningPace warnings = new WarningPace();
    private volatile @Nullable String reason;
    private @Nullable Operation operation;
    private int events;
    private int logBytes;

    /** Creates a watch that tells the listener the reason when capacity begins to lack, and null when it is back. */
    CapacityWatch(Consumer<@Nullable String> listener) {
        this.listener = listener;
    }

    /** Returns why there is no capacity, or null. */
    @Nullable
    String reason() {
        return reason;
    }

    /** Notes that a request was refused. */
    void refused(AdmissionResult.NoCapacity refusal, long now) {
        operation = refusal.operation();
        events = refusal.events();
        change(refusal.why(), now);
    }

    /** Notes that an operation was refused because the log has no capacity for a record of so many bytes. */
    void refusedByLog(String why, int bytes, long now) {
        logBytes = bytes;
        change(why, now);
    }

    /** Checks whether there is capacity for the refused request, and for the expiries that are due. */
    void check(Replica replica, Log log, long realtime, long now) {
        String why = logBytes == 0 ? null : log.lackOfCapacity(logBytes);
        if (why == null) {
            logBytes = 0;
            Operation refused = operation;
            why = refused == null ? null : replica.reserve(refused, events);
        }
        if (why == null) {
            operation = null;
            why = replica.reserveForPulse(realtime);
        }
        change(why, now);
    }

    private void change(@Nullable String why, long now) {
        boolean isNew = (why == null) != (reason == null);
        reason = why;
        if (isNew) {
            listener.accept(why);
        }
        if (why != null && warnings.isDue(now)) {
            LOG.warn("requests are refused until there is capacity for them: {}", why);
        } else if (why == null && isNew) {
            LOG.info("the ledger has capacity for all requests again");
        }
    }
}

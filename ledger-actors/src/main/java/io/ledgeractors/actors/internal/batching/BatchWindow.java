package io.ledgeractors.actors.internal.batching;

/**
 * How long the next request waits for more asks. Pure, times are in ns on one monotonic clock. Not thread-safe.
 *
 * <p>After a reply, those who were just answered mostly ask again at once. If their asks missed the next request, a
 * closed loop of askers would fall into two halves that take turns, and every ask would pay two rounds. So the next
 * request waits until as many asks came as were answered, but no longer than asks keep coming, each within some 100 us
 * of the one before, and at most half a recent round. Whether that pays is tried now and then; while it does
 * not, the ledger is given what there is as soon as it has answered. Then two halves are the best there is, and what
 * waits is a half: of less than a third the request would wait until it is. A request that is full does not wait.
 *
 * <p>A linger time is another thing: an ask that finds nothing waiting waits so long for others to join.
 */
final class BatchWindow {
    private static final int SMOOTHING = 8;
    private static final int PART_OF_ROUND = 2;

    private final long gapNanos;
    private final long lingerNanos;
    private final AdaptiveToggle trial = new AdaptiveToggle();

    private long recentRound;
    private long lastAnswered;
    private boolean wasWaiting;
    /** Asks that came since a request left. */
    private int cameMeanwhile;

    private boolean isOpen;
    private boolean isStarted;
    private long most;
    private long until;
    private long gapUntil;
    private int awaited;
    private int came;

    private boolean isLingering;
    private long lingerUntil;

    /** Waits up to {@code gapNanos} from ask to ask of those who were answered, and {@code lingerNanos} for others; 0: never. */
    BatchWindow(long gapNanos, long lingerNanos) {
        this.gapNanos = gapNanos;
        this.lingerNanos = lingerNanos;
    }

    /** A request of so many asks, sent so long ago, was answered; {@code isWaiting} if some wait for the next. */
    void answered(int asks, long nanos, boolean isWaiting, long now) {
        learn(asks, nanos, now);
        recentRound = recentRound == 0 ? nanos : recentRound + (nanos - recentRound) / SMOOTHING;
        wasWaiting = isWaiting;
        lastAnswered = now;
        most = recentRound / PART_OF_ROUND;
        awaited = trial.isOn() ? asks : toHalves(asks);
        isOpen = gapNanos > 0 && most > 0 && awaited > 0;
        isStarted = false;
        came = 0;
    }

    private int toHalves(int asks) {
        return cameMeanwhile < asks / 4 * 3 ? (asks - cameMeanwhile) / 2 : 0;
    }

    // From reply to reply; a time in which nobody asked counts only as long as it could have been for gathering.
    private void learn(int asks, long nanos, long now) {
        if (recentRound > 0 && gapNanos > 0) {
            long before = Math.max(0, now - nanos - lastAnswered);
            trial.round(asks, nanos + (wasWaiting ? before : Math.min(before, most)));
        }
    }

    /** Something happened after the answers: only now do they have had time to ask again. */
    void passed(long now) {
        if (isOpen && !isStarted) {
            isStarted = true;
            until = now + most;
            gapUntil = now + gapNanos;
        }
    }

    /** True if {@link #passed} has to be called soon. */
    boolean isToStart() {
        return isOpen && !isStarted;
    }

    /** An ask came; {@code isFirst} if nothing else waits. */
    void came(boolean isFirst, long now) {
        came++;
        cameMeanwhile++;
        gapUntil = now + gapNanos;
        if (isFirst && lingerNanos > 0) {
            isLingering = true;
            lingerUntil = now + lingerNanos;
        }
    }

    /** How long the next request waits still; 0: it leaves. */
    long waitFor(long now) {
        long lingering = isLingering ? lingerUntil - now : 0;
        return Math.max(0, Math.max(gathering(now), lingering));
    }

    private long gathering(long now) {
        if (!isOpen || came >= awaited) {
            return 0;
        }
        return isStarted ? Math.min(until, gapUntil) - now : Math.min(most, gapNanos);
    }

    /** The next request leaves. */
    void left() {
        isOpen = false;
        isLingering = false;
        cameMeanwhile = 0;
    }
}

package io.ledgeractors.actors.batcher;

/**
 * How long the next request waits for more asks. Pure, times are in ns on one monotonic clock. Not thread-safe.
 *
 * <p>After a reply, those who were just answered mostly ask again at once. If their asks missed the next request, a
 * closed loop of askers would fall into two halves that take turns, and every ask would pay two rounds. So the next
 * request waits until as many asks came as were answered, but at most a quarter of a recent round, and some 100 us.
 * Whether that pays is tried now and then; while it does not, nothing waits. A request that is full does not wait.
 *
 * <p>A linger time is another thing: an ask that finds nothing waiting waits so long for others to join.
 */
final class Gathering {
    private static final int SMOOTHING = 8;

    private final long maxNanos;
    private final long lingerNanos;
    private final Trial trial = new Trial();

    private long recentRound;
    private long lastAnswered;
    private boolean wasWaiting;

    private boolean isOpen;
    private boolean isStarted;
    private long most;
    private long until;
    private int answered;
    private int came;

    private boolean isLingering;
    private long lingerUntil;

    /** Waits at most {@code maxNanos} for those who were answered, and {@code lingerNanos} for others; 0: never. */
    Gathering(long maxNanos, long lingerNanos) {
        this.maxNanos = maxNanos;
        this.lingerNanos = lingerNanos;
    }

    /** A request of so many asks, sent so long ago, was answered; {@code isWaiting} if some wait for the next. */
    void answered(int asks, long nanos, boolean isWaiting, long now) {
        learn(asks, nanos, now);
        recentRound = recentRound == 0 ? nanos : recentRound + (nanos - recentRound) / SMOOTHING;
        wasWaiting = isWaiting;
        lastAnswered = now;
        most = Math.min(maxNanos, recentRound / 4);
        isOpen = most > 0 && trial.isOn();
        isStarted = false;
        answered = asks;
        came = 0;
    }

    // From reply to reply; a time in which nobody asked counts only as long as it could have been for gathering.
    private void learn(int asks, long nanos, long now) {
        if (recentRound > 0 && maxNanos > 0) {
            long before = Math.max(0, now - nanos - lastAnswered);
            trial.round(asks, nanos + (wasWaiting ? before : Math.min(before, maxNanos)));
        }
    }

    /** Something happened after the answers: only now do they have had time to ask again. */
    void passed(long now) {
        if (isOpen && !isStarted) {
            isStarted = true;
            until = now + most;
        }
    }

    /** True if {@link #passed} has to be called soon. */
    boolean isToStart() {
        return isOpen && !isStarted;
    }

    /** An ask came; {@code isFirst} if nothing else waits. */
    void came(boolean isFirst, long now) {
        came++;
        if (isFirst && lingerNanos > 0) {
            isLingering = true;
            lingerUntil = now + lingerNanos;
        }
    }

    /** How long the next request waits still; 0: it leaves. */
    long waitFor(long now) {
        long gathering = !isOpen || came >= answered ? 0 : isStarted ? until - now : most;
        long lingering = isLingering ? lingerUntil - now : 0;
        return Math.max(0, Math.max(gathering, lingering));
    }

    /** The next request leaves. */
    void left() {
        isOpen = false;
        isLingering = false;
    }
}

package io.ledgeractors.actors.internal.batching;

/**
 * Decides how long the next request waits for more asks. Pure; times are in ns on one monotonic clock. Not thread-safe.
 *
 * <p><b>Gathering.</b> After a reply, the askers that were just answered mostly ask again at once. If their asks missed
 * the next request, a closed loop of askers would split into two halves that take turns, and every ask would pay two
 * rounds. So the next request waits until as many asks came as were answered. It waits no longer than asks keep coming,
 * each within the gap of the one before, and at most half a recent round. {@link AdaptiveToggle} measures now and then
 * whether that pays.
 *
 * <p>With gathering off, the next request leaves as soon as the ledger has answered. The callers then alternate in two
 * groups; a group that is too small, below a third, waits until the groups are balanced. A full request never waits.
 *
 * <p><b>Linger.</b> An ask that finds nothing waiting and nothing in flight waits for the linger time, so that others
 * can join its request.
 */
final class BatchWindow {
    private static final int SMOOTHING = 8;
    private static final int PART_OF_ROUND = 2;

    private final long gapNanos;
    private final long lingerNanos;
    private final AdaptiveToggle toggle = new AdaptiveToggle();

    private long recentRound;
    private long lastAnswered;
    private boolean wasWaiting;
    /** Number of asks that came since a request left. */
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

    /**
     * Creates a window.
     *
     * @param gapNanos longest time from ask to ask of the askers that were answered, in ns; 0: no gathering
     * @param lingerNanos linger time in ns; 0: none
     */
    BatchWindow(long gapNanos, long lingerNanos) {
        this.gapNanos = gapNanos;
        this.lingerNanos = lingerNanos;
    }

    /**
     * Tells that a request was answered.
     *
     * @param asks number of its asks
     * @param nanos time since it was sent, in ns
     * @param isWaiting true if asks wait for the next request
     */
    void answered(int asks, long nanos, boolean isWaiting, long now) {
        learn(asks, nanos, now);
        recentRound = recentRound == 0 ? nanos : recentRound + (nanos - recentRound) / SMOOTHING;
        wasWaiting = isWaiting;
        lastAnswered = now;
        most = recentRound / PART_OF_ROUND;
        awaited = toggle.isOn() ? asks : toBalance(asks);
        isOpen = gapNanos > 0 && most > 0 && awaited > 0;
        isStarted = false;
        came = 0;
    }

    private int toBalance(int asks) {
        return cameMeanwhile < asks / 4 * 3 ? (asks - cameMeanwhile) / 2 : 0;
    }

    // A round lasts from reply to reply. Idle time counts only as far as gathering could have caused it.
    private void learn(int asks, long nanos, long now) {
        if (recentRound > 0 && gapNanos > 0) {
            long before = Math.max(0, now - nanos - lastAnswered);
            toggle.round(asks, nanos + (wasWaiting ? before : Math.min(before, most)));
        }
    }

    /** Tells that the answers are given out. The wait counts from here, because askers can ask again only now. */
    void passed(long now) {
        if (isOpen && !isStarted) {
            isStarted = true;
            until = now + most;
            gapUntil = now + gapNanos;
        }
    }

    /** Returns true if {@link #passed} has to be called soon. */
    boolean isToStart() {
        return isOpen && !isStarted;
    }

    /** Tells that an ask came. {@code isFirst} is true if nothing else waits and nothing is in flight. */
    void came(boolean isFirst, long now) {
        came++;
        cameMeanwhile++;
        gapUntil = now + gapNanos;
        if (isFirst && lingerNanos > 0) {
            isLingering = true;
            lingerUntil = now + lingerNanos;
        }
    }

    /** Returns how many ns the next request still waits; 0: it leaves. */
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

    /** Tells that the next request leaves. */
    void left() {
        isOpen = false;
        isLingering = false;
        cameMeanwhile = 0;
    }
}

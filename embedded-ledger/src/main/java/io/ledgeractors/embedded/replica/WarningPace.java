package io.ledgeractors.embedded.replica;

import java.util.concurrent.TimeUnit;

/** Lets a warning through at most once a minute while its reason lasts. Not thread-safe. */
public final class WarningPace {
    private static final long EVERY = TimeUnit.MINUTES.toNanos(1);

    private long warnedAt;
    private boolean hasWarned;

    /**
     * Returns true if the warning is due, and counts it as given.
     *
     * @param now monotonic, ns
     */
    public boolean isDue(long now) {
        if (hasWarned && now - warnedAt < EVERY) {
            return false;
        }
        hasWarned = true;
        warnedAt = now;
        return true;
    }

    /** Lets the next warning through at once, because the reason is gone. */
    public void reset() {
        hasWarned = false;
    }
}

package io.ledgeractors.embedded.replica;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Notices that the ledger's time is ahead of the clock, which has stepped back. {@link #ahead} is for any thread. */
final class TimeWatch {
    /** ns that are not worth a word: synchronised clocks are corrected by less. */
    static final long TOLERATED = TimeUnit.SECONDS.toNanos(5);

    private static final long WARN_EVERY = TimeUnit.MINUTES.toNanos(1);

    private volatile long ahead;
    private long warnedAt;
    private boolean isWarned;

    /** ns by which the ledger's time was ahead of the clock at the last look; 0: it was not. */
    long ahead() {
        return ahead;
    }

    /**
     * Compares the two; the line to write, or null.
     *
     * @param ledger time of the ledger, ns since 1970
     * @param clock time of the clock, ns since 1970
     * @param now monotonic, ns
     */
    @Nullable
    String look(long ledger, long clock, long now) {
        ahead = Math.max(0, ledger - clock);
        if (ahead < TOLERATED) {
            isWarned = false;
            return null;
        }
        if (isWarned && now - warnedAt < WARN_EVERY) {
            return null;
        }
        isWarned = true;
        warnedAt = now;
        return "the time of the ledger is " + TimeUnit.NANOSECONDS.toSeconds(ahead)
                + " s ahead of the clock of this machine, because the clock was ahead before or was set back. The time of"
                + " a ledger never runs backwards: until the clock has caught up, timestamps count up by nanoseconds and"
                + " pending transfers do not expire. Check the clock";
    }
}

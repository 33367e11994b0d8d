package io.ledgeractors.embedded.replica;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the ledger's time is ahead of the clock, because the clock stepped back. Any thread may call
 * {@link #ahead}; {@link #look} is for the ledger's thread.
 */
final class TimeWatch {
    /** The ns that are tolerated without a warning: synchronised clocks are corrected by less. */
    static final long TOLERATED = TimeUnit.SECONDS.toNanos(5);

    private final WarningPace warnings = new WarningPace();
    private volatile long ahead;

    /** Returns by how many ns the ledger's time was ahead of the clock at the last look; 0 if it was not. */
    long ahead() {
        return ahead;
    }

    /**
     * Compares the ledger's time with the clock.
     *
     * @param ledger time of the ledger, ns since 1970
     * @param clock time of the clock, ns since 1970
     * @param now monotonic, ns
     * @return the warning to log, or null
     */
    @Nullable
    String look(long ledger, long clock, long now) {
        ahead = Math.max(0, ledger - clock);
        if (ahead < TOLERATED) {
            warnings.reset();
            return null;
        }
        if (!warnings.isDue(now)) {
            return null;
        }
        return "the time of the ledger is " + TimeUnit.NANOSECONDS.toSeconds(ahead)
                + " s ahead of the clock of this machine, because the clock was ahead before or was set back. The time"
                + " of a ledger never runs backwards: until the clock has caught up, timestamps count up by"
                + " nanoseconds and pending transfers do not expire. Check the clock";
    }
}

package io.ledgeractors.testkit.internal.time;

import java.time.Duration;
import java.time.Instant;

/** Converts times to ns. Pure. */
public final class Times {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.EPOCH.plusNanos(Long.MAX_VALUE);

    private Times() {}

    /** Returns the ns of a duration that is not negative; about 292 years if it is longer. */
    public static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    /**
     * Returns the time that is a duration later, ns since 1970.
     *
     * @param duration not negative
     * @throws IllegalArgumentException if that is after 2262, where a ledger has no times
     */
    static long later(long realtimeNanos, Duration duration) {
        return nanos(FIRST.plusNanos(realtimeNanos).plus(duration));
    }

    /**
     * Returns the ns since 1970.
     *
     * @throws IllegalArgumentException if the time is before 1970 or after 2262, where a ledger has no times
     */
    public static long nanos(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    "a ledger has times from " + FIRST + " to " + LAST + ", so it cannot be " + time);
        }
        return Duration.between(FIRST, time).toNanos();
    }
}

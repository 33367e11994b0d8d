package io.ledgeractors.session;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed attempts and tells how long to wait before the next one. Pure: time and randomness are given. Not
 * thread-safe.
 *
 * <p>All times are nanoseconds on one clock that never steps back; its zero point is free.
 */
public final class Retries {
    private final Backoff backoff;
    private final @Nullable RandomGenerator random;
    private int failures;
    private long firstFailureAt;
    private boolean hasSucceeded;
    private long succeededAt;

    /** Creates retries whose waits are exact: {@link Backoff#nanos}. */
    public Retries(Backoff backoff) {
        this.backoff = backoff;
        this.random = null;
    }

    /** Creates retries whose waits have a random part: {@link Backoff#jittered}. */
    public Retries(Backoff backoff, RandomGenerator random) {
        this.backoff = backoff;
        this.random = random;
    }

    /** Counts a failed attempt at {@code now} and returns how many nanoseconds to wait before the next one. */
    public long failed(long now) {
        if (failures == 0) {
            firstFailureAt = now;
        }
        hasSucceeded = false;
        int attempt = failures;
        failures = Math.min(attempt, Integer.MAX_VALUE - 1) + 1;
        return random == null ? backoff.nanos(attempt) : backoff.jittered(attempt, random);
    }

    /**
     * Counts a failed attempt as {@link #failed(long)} does, but forgets the failures before it first if the attempt
     * had {@linkplain #succeeded succeeded} and lasted for at least {@code steadyNanos}.
     */
    public long failed(long now, long steadyNanos) {
        if (hasSucceeded && now - succeededAt >= steadyNanos) {
            reset();
        }
        return failed(now);
    }

    /** Notes that the present attempt succeeded at {@code now}. The failures before it still count. */
    public void succeeded(long now) {
        hasSucceeded = true;
        succeededAt = now;
    }

    /** Forgets all failures, so that the next wait is the shortest one again. */
    public void reset() {
        failures = 0;
        hasSucceeded = false;
    }

    /** Returns true if attempts have failed and the first failure is at least {@code timeout} ago. */
    public boolean isExhausted(long now, Duration timeout) {
        return failures > 0 && now - firstFailureAt >= timeout.toNanos();
    }
}

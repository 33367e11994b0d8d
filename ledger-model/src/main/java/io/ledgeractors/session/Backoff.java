package io.ledgeractors.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The waits between attempts. The first one is the shortest, and each next one is twice as long, up to the longest.
 * Immutable.
 *
 * <p>The three methods differ in their randomness. Many clients that fail at the same moment should not try again at
 * the same moment: {@link #spread} takes a random wait from 0 on, {@link #jittered} one from the upper half. {@link
 * #nanos} has no randomness, for a caller that is alone. {@link Retries} counts the attempts.
 *
 * @param minNanos first wait in nanoseconds, at least 1
 * @param maxNanos longest wait in nanoseconds, at least {@code minNanos}
 */
public record Backoff(long minNanos, long maxNanos) {
    /**
     * Checks the waits.
     *
     * @throws IllegalArgumentException if the first wait is not above 0 or is longer than the longest one
     */
    public Backoff {
        if (minNanos <= 0 || maxNanos < minNanos) {
            throw new IllegalArgumentException(
                    "the first wait must be above 0 ns and at most the longest wait, but they are " + minNanos + " and "
                            + maxNanos + " ns");
        }
    }

    /**
     * Returns a backoff between two waits.
     *
     * @throws IllegalArgumentException if the first wait is not above 0 or is longer than the longest one
     * @throws ArithmeticException if a wait is longer than 292 years
     */
    public static Backoff between(Duration min, Duration max) {
        return new Backoff(min.toNanos(), max.toNanos());
    }

    /**
     * Returns the wait after a failed attempt in nanoseconds: {@code minNanos * 2^attempt}, at most {@code maxNanos}.
     *
     * @param attempt number of failed attempts before this one, from 0
     */
    public long nanos(int attempt) {
        boolean isBelowMax = attempt < Long.SIZE - 1 && minNanos <= maxNanos >> attempt;
        return isBelowMax ? minNanos << attempt : maxNanos;
    }

    /**
     * Returns a random wait in nanoseconds, above half of {@link #nanos} and at most that.
     *
     * @param attempt number of failed attempts before this one, from 0
     */
    public long jittered(int attempt, RandomGenerator random) {
        long longest = nanos(attempt);
        return longest - (long) (random.nextDouble() * longest / 2);
    }

    /**
     * Returns a random wait in nanoseconds, from 0 to {@link #nanos}, both included.
     *
     * @param attempt number of failed attempts before this one, from 0
     */
    public long spread(int attempt, RandomGenerator random) {
        return random.nextLong(nanos(attempt) + 1);
    }
}

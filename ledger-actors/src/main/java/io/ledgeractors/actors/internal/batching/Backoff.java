package io.ledgeractors.actors.internal.batching;

import java.util.random.RandomGenerator;

/**
 * How long to wait before a new session: from the shortest wait on twice as long each time, with a random part
 * of up to a half, until a session has lived for a minute. Not thread-safe.
 */
public final class Backoff {
    private static final long STEADY_NANOS = 60_000_000_000L;

    private final long minNanos;
    private final long maxNanos;
    private final RandomGenerator random;
    private long nextNanos;
    private long registeredAt;
    private boolean isRegistered;

    /** Waits between {@code minNanos} and {@code maxNanos}. */
    public Backoff(long minNanos, long maxNanos, RandomGenerator random) {
        this.minNanos = minNanos;
        this.maxNanos = maxNanos;
        this.random = random;
        this.nextNanos = minNanos;
    }

    /** A session was opened at {@code now}. */
    public void registered(long now) {
        isRegistered = true;
        registeredAt = now;
    }

    /** Nanoseconds to wait, at {@code now}, when a session has just ended. */
    public long next(long now) {
        if (isRegistered && now - registeredAt >= STEADY_NANOS) {
            nextNanos = minNanos;
        }
        isRegistered = false;
        long wait = nextNanos - (long) (random.nextDouble() * nextNanos / 2);
        nextNanos = nextNanos > maxNanos / 2 ? maxNanos : 2 * nextNanos;
        return wait;
    }
}

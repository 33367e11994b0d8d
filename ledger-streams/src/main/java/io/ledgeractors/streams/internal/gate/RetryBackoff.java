package io.ledgeractors.streams.internal.gate;

import io.ledgeractors.streams.LedgerStreamSettings;
import java.time.Duration;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. Decides how long a stage waits before it sends a request again, and when it stops trying. Pure: the
 * time is an argument. Used inside one stage.
 */
@InternalApi
public final class RetryBackoff {
    private final LedgerStreamSettings settings;
    private int attempts;
    private long firstNanos;

    /** Creates a backoff that waits {@code min-backoff} at first and {@code max-backoff} at most. */
    public RetryBackoff(LedgerStreamSettings settings) {
        this.settings = settings;
    }

    /** Forgets all attempts, because a request was answered. */
    public void reset() {
        attempts = 0;
    }

    /** Returns true if the first attempt since the last reset was at least {@code timeout} ago. */
    public boolean isExhausted(long nowNanos, Duration timeout) {
        return attempts > 0 && nowNanos - firstNanos >= timeout.toNanos();
    }

    /** Counts an attempt and returns the wait before the next one: doubled each time, up to the longest wait. */
    public Duration next(long nowNanos) {
        if (attempts == 0) {
            firstNanos = nowNanos;
        }
        Duration wait = settings.minBackoff().multipliedBy(1L << Math.min(attempts, 20));
        attempts++;
        return wait.compareTo(settings.maxBackoff()) < 0 ? wait : settings.maxBackoff();
    }
}

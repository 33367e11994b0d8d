package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerStreamSettings;
import java.time.Duration;

/** When to send again after a full queue or an unknown outcome, and when to give up. Pure: time comes in. */
final class Backoff {
    private final LedgerStreamSettings settings;
    private int attempts;
    private long firstNanos;

    Backoff(LedgerStreamSettings settings) {
        this.settings = settings;
    }

    /** Forgets the attempts so far. */
    void reset() {
        attempts = 0;
    }

    /** True if it has gone on for longer than this. */
    boolean isExhausted(long nowNanos, Duration timeout) {
        return attempts > 0 && nowNanos - firstNanos >= timeout.toNanos();
    }

    /** How long to wait before the next attempt: doubled each time, up to the greatest wait. */
    Duration next(long nowNanos) {
        if (attempts == 0) {
            firstNanos = nowNanos;
        }
        Duration wait = settings.minBackoff().multipliedBy(1L << Math.min(attempts, 20));
        attempts++;
        return wait.compareTo(settings.maxBackoff()) < 0 ? wait : settings.maxBackoff();
    }
}

package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerStreamSettings;
import java.time.Duration;

/** When to send again after a refusal because of a full queue, and when to give up. Pure: time comes in. */
final class Backoff {
    private final LedgerStreamSettings settings;
    private int attempts;
    private long firstNanos;

    Backoff(LedgerStreamSettings settings) {
        this.settings = settings;
    }

    /** Forgets the refusals so far. */
    void reset() {
        attempts = 0;
    }

    /** True if it has been refused for longer than the settings allow. */
    boolean isExhausted(long nowNanos) {
        return attempts > 0
                && nowNanos - firstNanos >= settings.overloadTimeout().toNanos();
    }

    /** How long to wait before the next attempt: doubled each time, up to the greatest wait. */
    Duration next(long nowNanos) {
        if (attempts == 0) {
            firstNanos = nowNanos;
        }
        Duration wait = settings.overloadMinBackoff().multipliedBy(1L << Math.min(attempts, 20));
        attempts++;
        return wait.compareTo(settings.overloadMaxBackoff()) < 0 ? wait : settings.overloadMaxBackoff();
    }
}

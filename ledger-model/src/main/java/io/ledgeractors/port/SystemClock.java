package io.ledgeractors.port;

import java.time.Instant;

/** The clock of this machine. */
enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public long realtimeNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }
}

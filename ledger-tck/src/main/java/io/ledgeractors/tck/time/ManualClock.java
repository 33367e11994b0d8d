package io.ledgeractors.tck.time;

import io.ledgeractors.port.Clock;
import java.time.Duration;

/**
 * A clock that stands still until a test moves it. Thread-safe: what one thread moved, others see at once.
 */
public final class ManualClock implements Clock {
    /** The time at which {@link #ManualClock()} starts: 2026-01-01T00:00:00Z, in ns since 1970. */
    public static final long START = 1_767_225_600_000_000_000L;

    private long realtime;
    private long monotonic;

    /** Creates a clock that shows {@link #START}. */
    public ManualClock() {
        this(START);
    }

    /** Creates a clock that shows {@code realtimeNanos} ns since 1970; its monotonic side starts at 0. */
    public ManualClock(long realtimeNanos) {
        this.realtime = realtimeNanos;
    }

    @Override
    public synchronized long realtimeNanos() {
        return realtime;
    }

    @Override
    public synchronized long monotonicNanos() {
        return monotonic;
    }

    /**
     * Lets time pass, on both sides.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + duration);
        }
        realtime += duration.toNanos();
        monotonic += duration.toNanos();
    }

    /** Sets the real time only, as an administrator does; it may step back. */
    public synchronized void setRealtimeNanos(long nanos) {
        realtime = nanos;
    }
}

package io.ledgeractors.testkit.internal.time;

import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until it is set, and the alarms that wait for its times. It rings no alarm by itself.
 * Thread-safe.
 */
public final class VirtualTime implements Clock, Alarms {
    private record Waiting(long due, long number, Task task) {}

    private final long start;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::due).thenComparingLong(Waiting::number));
    private long numbers;
    private volatile long elapsed;

    /** Creates a clock that shows {@code start}. */
    public VirtualTime(Instant start) {
        this.start = Times.nanos(start);
    }

    @Override
    public long realtimeNanos() {
        return start + elapsed;
    }

    @Override
    public long monotonicNanos() {
        return elapsed;
    }

    @Override
    public synchronized Alarm set(long delayNanos, Task task) {
        Waiting alarm = new Waiting(later(delayNanos), numbers++, task);
        waiting.add(alarm);
        return () -> cancel(alarm);
    }

    // A time beyond 292 years is as good as never.
    private long later(long delayNanos) {
        long delay = Math.max(0, delayNanos);
        return elapsed > Long.MAX_VALUE - delay ? Long.MAX_VALUE : elapsed + delay;
    }

    private synchronized void cancel(Waiting alarm) {
        waiting.remove(alarm);
    }

    /** Returns the ns since 1970 at which the next alarm is due; {@link Long#MAX_VALUE} if there is none. */
    public synchronized long nextDue() {
        Waiting next = waiting.peek();
        return next == null || next.due() > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + next.due();
    }

    /** Removes and returns the next alarm that is due by now, null if none is. */
    synchronized @Nullable Task takeDue() {
        Waiting next = waiting.peek();
        if (next == null || next.due() > elapsed) {
            return null;
        }
        waiting.remove();
        return next.task();
    }

    /** Moves the clock to a time in ns since 1970, unless it shows a later one. */
    synchronized void moveTo(long realtimeNanos) {
        elapsed = Math.max(elapsed, realtimeNanos - start);
    }
}

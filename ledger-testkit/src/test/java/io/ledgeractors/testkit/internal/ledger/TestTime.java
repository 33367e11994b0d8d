package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A clock and its alarms, which ring one after another when the test moves the clock. */
final class TestTime implements Clock, Alarms {
    private static final long START = Duration.ofDays(20_000).toNanos();

    private record Set(long due, long order, Task task) {}

    private final PriorityQueue<Set> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Set::due).thenComparingLong(Set::order));
    private long now;
    private long order;

    @Override
    public synchronized long realtimeNanos() {
        return START + now;
    }

    @Override
    public synchronized long monotonicNanos() {
        return now;
    }

    @Override
    public synchronized Alarm set(long delayNanos, Task task) {
        Set set = new Set(now + Math.max(0, delayNanos), order++, task);
        waiting.add(set);
        return () -> cancel(set);
    }

    private synchronized void cancel(Set set) {
        waiting.remove(set);
    }

    /** Returns how many alarms wait. */
    synchronized int alarms() {
        return waiting.size();
    }

    /** Moves the clock to each alarm that is due until then, and waits until what it does is done. */
    void advance(Duration duration) {
        long end = monotonicNanos() + duration.toNanos();
        for (Set next = moveToNext(end); next != null; next = moveToNext(end)) {
            CompletableFuture<?> done = next.task().ring().toCompletableFuture();
            done.orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    private synchronized @Nullable Set moveToNext(long end) {
        Set next = waiting.peek();
        if (next == null || next.due() > end) {
            now = end;
            return null;
        }
        now = Math.max(now, next.due());
        return waiting.remove();
    }
}

package io.ledgeractors.actors;

import io.ledgeractors.port.Alarms;
import io.ledgeractors.tck.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Alarms that ring when the test moves their clock. */
public final class ManualAlarms implements Alarms {
    private record Set(long due, Task task) {}

    public final ManualClock clock = new ManualClock();
    private final BlockingQueue<Long> delays = new LinkedBlockingQueue<>();
    private final List<Set> waiting = new ArrayList<>();

    @Override
    public synchronized Alarm set(long delayNanos, Task task) {
        Set set = new Set(clock.monotonicNanos() + delayNanos, task);
        waiting.add(set);
        delays.add(delayNanos);
        return () -> cancel(set);
    }

    private synchronized void cancel(Set set) {
        waiting.remove(set);
    }

    /** Waits until an alarm was set, and returns its delay. */
    public Duration nextSet() throws InterruptedException {
        Long delay = delays.poll(5, TimeUnit.SECONDS);
        if (delay == null) {
            throw new AssertionError("no alarm was set");
        }
        return Duration.ofNanos(delay);
    }

    /** Returns how many alarms wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Moves the clock, and rings what is due. */
    public void advance(Duration duration) {
        clock.advance(duration);
        due().forEach(set -> set.task().ring());
    }

    private synchronized List<Set> due() {
        List<Set> due = waiting.stream()
                .filter(set -> set.due() <= clock.monotonicNanos())
                .sorted(Comparator.comparingLong(Set::due))
                .toList();
        waiting.removeAll(due);
        return due;
    }
}

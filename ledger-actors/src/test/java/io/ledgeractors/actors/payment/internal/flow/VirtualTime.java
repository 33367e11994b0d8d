package io.ledgeractors.actors.payment.internal.flow;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Runs the events of a simulation in order of time, on one thread. It is the only source of chance, so a seed repeats.
 */
final class VirtualTime {
    static final long MILLI = 1_000_000L;

    private record Event(long time, long order, Runnable action) {}

    final Random random;
    final Map<String, Integer> counts;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));
    private long now = SomePayments.START;
    private long order;

    /**
     * Begins with the year 2026.
     *
     * @param counts takes how often each kind of event occurred
     */
    VirtualTime(long seed, Map<String, Integer> counts) {
        this.random = new Random(seed);
        this.counts = counts;
    }

    /** Returns the time, ns since 1970. */
    long now() {
        return now;
    }

    /** Does something at a time, or at once if the time has passed. */
    void at(long time, Runnable action) {
        events.add(new Event(Math.max(time, now), order++, action));
    }

    /** Does something after a random time below this number of ms. */
    void within(int millis, Runnable action) {
        at(now + random.nextInt(millis) * MILLI, action);
    }

    /** Returns true with this probability. */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** Runs all events. */
    void drain() {
        while (!events.isEmpty()) {
            Event event = events.remove();
            now = event.time();
            event.action().run();
        }
    }

    void sleep(long nanos) {
        now += nanos;
    }
}

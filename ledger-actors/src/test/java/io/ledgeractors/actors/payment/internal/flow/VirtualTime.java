package io.ledgeractors.actors.payment.internal.flow;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/** What happens when, on one thread; and the one source of chance, so that a seed always gives the same run. */
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
     * Begins with 2026.
     *
     * @param counts counts what came up
     */
    VirtualTime(long seed, Map<String, Integer> counts) {
        this.random = new Random(seed);
        this.counts = counts;
    }

    /** ns since 1970. */
    long now() {
        return now;
    }

    /** Does something at a time, at once if that is over. */
    void at(long time, Runnable action) {
        events.add(new Event(Math.max(time, now), order++, action));
    }

    /** Does something after less than so many ms. */
    void within(int millis, Runnable action) {
        at(now + random.nextInt(millis) * MILLI, action);
    }

    /** True so often. */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** Lets everything happen. */
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

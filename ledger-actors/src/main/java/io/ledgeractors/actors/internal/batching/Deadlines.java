package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The asks that must be answered by a deadline, which is kept to some ms. Pure; times are in ns on one monotonic clock.
 * Not thread-safe.
 */
final class Deadlines<A extends Ask> {
    private static final int SWEEP_AT_LEAST = 1_024;
    private static final long ALARM_EVERY = 5_000_000;
    // About 100 years, so that no sum overflows.
    private static final long LONGEST = Long.MAX_VALUE / 3;
    private static final long NEVER = Long.MAX_VALUE;

    private record Entry<A>(A ask, long deadline) {}

    private final PriorityQueue<Entry<A>> entries =
            new PriorityQueue<>(Comparator.<Entry<A>>comparingLong(Entry::deadline));
    private final long defaultTimeout;
    private final LongConsumer wake;
    private int sweepAt = SWEEP_AT_LEAST;
    // The time at which deadlines are looked at next.
    private long alarm = NEVER;

    /**
     * Creates an empty set of deadlines.
     *
     * @param defaultTimeout time-out of interactive asks without one of their own, in ns; 0: none
     * @param wake is told after how many ns to call {@link #takeDue}
     */
    Deadlines(long defaultTimeout, LongConsumer wake) {
        this.defaultTimeout = defaultTimeout;
        this.wake = wake;
    }

    /** Adds an ask that arrived now. An ask without a time-out is not kept. */
    void add(A ask, long now) {
        long timeout = ask.timeoutNanos() >= 0 ? ask.timeoutNanos() : ask.isBulk() ? 0 : defaultTimeout;
        if (timeout == 0) {
            return;
        }
        if (entries.size() >= sweepAt) {
            // Most asks were answered in time. Keeping them until their deadline would let memory grow with the
            // time-out.
            entries.removeIf(entry -> entry.ask.isAnswered());
            sweepAt = Math.max(SWEEP_AT_LEAST, 2 * entries.size());
        }
        long deadline = now + Math.min(timeout, LONGEST);
        entries.add(new Entry<>(ask, deadline));
        wakeAt(deadline, now);
    }

    /** Removes and returns the asks that are due and have no answer yet. The set compares by identity. */
    Set<A> takeDue(long now) {
        if (now < alarm) {
            return Set.of();
        }
        alarm = NEVER;
        Set<A> due = Collections.newSetFromMap(new IdentityHashMap<>());
        while (next() <= now) {
            due.add(entries.remove().ask);
        }
        long next = next();
        if (next != NEVER) {
            wakeAt(Math.max(next, now + ALARM_EVERY), now);
        }
        return due;
    }

    private void wakeAt(long time, long now) {
        if (time < alarm) {
            alarm = time;
            wake.accept(Math.max(1, time - now));
        }
    }

    /** Returns when the first ask without an answer is due. */
    private long next() {
        Entry<A> first = entries.peek();
        while (first != null && first.ask.isAnswered()) {
            entries.remove();
            first = entries.peek();
        }
        return first == null ? NEVER : first.deadline;
    }
}

package io.ledgeractors.actors.batcher;

import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.PriorityQueue;
import java.util.Set;

/** The asks that are to be answered by a time. Pure, times are in ns on one monotonic clock. Not thread-safe. */
final class Deadlines<A extends Ask> {
    private static final int SWEEP_AT_LEAST = 1_024;

    private record Entry<A>(A ask, long deadline) {}

    private final PriorityQueue<Entry<A>> entries =
            new PriorityQueue<>(Comparator.<Entry<A>>comparingLong(Entry::deadline));
    private int sweepAt = SWEEP_AT_LEAST;

    void add(A ask, long deadline) {
        if (entries.size() >= sweepAt) {
            // Most were answered in time: they must not be kept until their deadline.
            entries.removeIf(entry -> entry.ask.isAnswered());
            sweepAt = Math.max(SWEEP_AT_LEAST, 2 * entries.size());
        }
        entries.add(new Entry<>(ask, deadline));
    }

    /** When the first of those that have no answer yet is due; {@link Long#MAX_VALUE}: none is. */
    long next() {
        Entry<A> first = entries.peek();
        while (first != null && first.ask.isAnswered()) {
            entries.remove();
            first = entries.peek();
        }
        return first == null ? Long.MAX_VALUE : first.deadline;
    }

    /** Takes out those that are due and have no answer yet, told apart by identity. */
    Set<A> takeDue(long now) {
        Set<A> due = Collections.newSetFromMap(new IdentityHashMap<>());
        while (next() <= now) {
            Entry<A> first = entries.remove();
            due.add(first.ask);
        }
        return due;
    }
}

package io.ledgeractors.client.internal.session;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Keeps virtual time. Tasks run in the order of their times, and tasks of one time in the order of planning. */
final class SimTime {
    private record Task(long at, long order, Runnable action) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now;
    private long planned;

    long now() {
        return now;
    }

    void at(long time, Runnable action) {
        tasks.add(new Task(Math.max(now, time), planned++, action));
    }

    void after(long nanos, Runnable action) {
        at(now + nanos, action);
    }

    /** Runs the next task. Returns false if there is none up to this time. */
    boolean step(long until) {
        Task next = tasks.peek();
        if (next == null || next.at > until) {
            return false;
        }
        tasks.remove();
        now = next.at;
        next.action.run();
        return true;
    }
}

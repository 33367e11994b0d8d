package io.ledgeractors.embedded.replica;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for the ledger's thread, in the order in which they came. Thread-safe; one thread takes tasks.
 *
 * <p>A session and a connection have at most one request in the queue, so the bound is never reached unless one of
 * them breaks that rule. The bound keeps such an error from taking all memory.
 */
final class TaskQueue {
    /** The usual bound: four servers with the greatest number of connections. */
    static final int TASKS_MAX = 4 * 65_536;

    private static final Task WAKE_UP = new Task() {
        @Override
        public void run() {}

        @Override
        public void refused(String why) {}

        @Override
        public void crashed(String why) {}
    };

    private final LinkedBlockingQueue<Task> tasks;
    private final int bound;

    /** Creates an empty queue that holds at most {@code bound} tasks. */
    TaskQueue(int bound) {
        this.tasks = new LinkedBlockingQueue<>(bound);
        this.bound = bound;
    }

    /** Adds a task, or refuses it if the queue is full. */
    void add(Task task) {
        if (!tasks.offer(task)) {
            task.refused("more than " + bound + " requests wait for the ledger, although each session and each"
                    + " connection may have one; nothing was done. Send the request again, and report this as a bug");
        }
    }

    /** Makes {@link #await} return. A full queue needs no such task. */
    void wakeUp() {
        tasks.offer(WAKE_UP);
    }

    /** Takes the next task; waits for it at most {@code millis} ms and returns null if there is none by then. */
    @Nullable
    Task await(long millis) {
        try {
            return tasks.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ignored) {
            return null; // the ledger's thread cannot be interrupted
        }
    }

    /** Takes the next task; returns null if there is none. */
    @Nullable
    Task poll() {
        return tasks.poll();
    }

    /**
     * Refuses every task that waits. A task leaves the queue only after it was told, so a call that fails for lack of
     * memory can be repeated.
     */
    synchronized void refuseAll(String why) {
        for (Task task = tasks.peek(); task != null; task = tasks.peek()) {
            task.refused(why);
            tasks.remove();
        }
    }
}

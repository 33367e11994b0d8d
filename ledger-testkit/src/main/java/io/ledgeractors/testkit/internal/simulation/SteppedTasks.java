package io.ledgeractors.testkit.internal.simulation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * The actors and stages of one run give their tasks here. Each task of a dispatcher, which is one message of an actor,
 * waits for a random time, so the seed chooses the order of tasks that are due together. Timers ring at their virtual
 * time. Belongs to the thread of the run. A task of another thread is kept, and {@link #requireNoStranger} tells.
 */
public final class SteppedTasks {
    private static final long LATE_MAX = 5_000_000;
    private static final int LATE_PERCENT_MAX = 3;

    private final Thread thread = Thread.currentThread();
    private final Agenda agenda;
    private final Chances chances;
    private final int latePercent;
    private final Set<Task> waiting = new LinkedHashSet<>();
    private final Queue<Runnable> strange = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String stranger;
    private int timers;
    private long busyUntil;

    public SteppedTasks(Agenda agenda, Chances chances) {
        this.agenda = agenda;
        this.chances = chances;
        this.latePercent = (int) chances.between(0, LATE_PERCENT_MAX);
    }

    /** Runs a task soon. Thread-safe, but only the thread of the run should call it. */
    void execute(Runnable task) {
        if (Thread.currentThread() != thread) {
            strange.add(task);
            stranger = Thread.currentThread().getName();
            return;
        }
        Task next = new Task(task);
        waiting.add(next);
        agenda.after(chances.hop() + (chances.percent(latePercent) ? chances.between(0, LATE_MAX) : 0), next);
    }

    /** Gives a task to an executor when this many ns have passed. */
    Cancellable schedule(long nanos, Runnable task, Executor executor) {
        Timer timer = new Timer(task, executor);
        timers++;
        agenda.after(nanos, timer);
        return timer;
    }

    /** Lets nothing run for this many ns, as if the process were stopped. */
    public void pause(long nanos) {
        busyUntil = Math.max(busyUntil, agenda.monotonicNanos() + nanos);
    }

    /** Returns true if no task waits. */
    public boolean isIdle() {
        return waiting.isEmpty();
    }

    /** Returns true if neither a task nor a timer waits. */
    public boolean isQuiet() {
        return waiting.isEmpty() && timers == 0;
    }

    /**
     * Checks that all tasks came from the thread of the run.
     *
     * @throws AssertionError if not
     */
    public void requireNoStranger() {
        String name = stranger;
        if (name != null) {
            throw new AssertionError("thread " + name + " gave the actors something to do. A run cannot be repeated if"
                    + " other threads take part. Either a dispatcher has threads of its own, or a stage of Pekko has"
                    + " an action, which runs on a pool of the JDK. Java's context.ask chains one, so tell the command"
                    + " or pipe a stage of a LedgerHandle instead; wait for streams by await");
        }
    }

    /** Returns the tasks that have not run, which will not run here any more. */
    List<Runnable> takeAll() {
        List<Task> left = List.copyOf(waiting);
        waiting.clear();
        strange.addAll(left.stream().map(task -> task.task).toList());
        return List.copyOf(strange);
    }

    private final class Task implements Runnable {
        private final Runnable task;

        Task(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (agenda.monotonicNanos() < busyUntil) {
                agenda.at(busyUntil + chances.hop(), this);
            } else if (waiting.remove(this)) {
                task.run();
            }
        }
    }

    private final class Timer implements Runnable, Cancellable {
        private final Runnable task;
        private final Executor executor;
        private boolean isOver;
        private boolean isCancelled;

        Timer(Runnable task, Executor executor) {
            this.task = task;
            this.executor = executor;
        }

        @Override
        public void run() {
            if (end()) {
                executor.execute(task);
            }
        }

        @Override
        public boolean cancel() {
            isCancelled = end();
            return isCancelled;
        }

        private boolean end() {
            boolean isFirst = !isOver;
            if (isFirst) {
                isOver = true;
                timers--;
            }
            return isFirst;
        }

        @Override
        public boolean isCancelled() {
            return isCancelled;
        }
    }
}

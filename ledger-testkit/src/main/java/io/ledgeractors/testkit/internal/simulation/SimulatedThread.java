package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.client.internal.driver.SessionThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** The thread of a session: its tasks run one after another, each after a short random wait. */
final class SimulatedThread implements SessionThread {
    private final Agenda agenda;
    private final Chances chances;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long busyUntil;
    private boolean isEnding;
    private boolean isDead;
    private boolean isCurrent;

    SimulatedThread(Agenda agenda, Chances chances) {
        this.agenda = agenda;
        this.chances = chances;
    }

    @Override
    public boolean isCurrentThread() {
        return isCurrent;
    }

    @Override
    public void execute(Runnable task) {
        if (isEnding) {
            throw new RejectedExecutionException("the session has ended");
        }
        plan(task);
    }

    private void plan(Runnable task) {
        busyUntil = Math.max(busyUntil, agenda.monotonicNanos() + chances.hop());
        agenda.at(busyUntil, () -> run(task));
    }

    private void run(Runnable task) {
        if (isDead || ended.isDone()) {
            return;
        }
        isCurrent = true;
        try {
            task.run();
        } finally {
            isCurrent = false;
        }
    }

    /** Lets nothing run for this many ns, as if the process were stopped. */
    void pause(long nanos) {
        busyUntil = Math.max(busyUntil, agenda.monotonicNanos() + nanos);
    }

    /** Lets nothing run any more, as if the process had died. */
    void die() {
        isDead = true;
    }

    // A timer that is due waits for the tasks before it.
    @Override
    public Runnable schedule(Runnable task, long delayNanos) {
        Alarm alarm = new Alarm(task);
        agenda.after(delayNanos, () -> {
            if (!ended.isDone()) {
                plan(alarm);
            }
        });
        return alarm::cancel;
    }

    @Override
    public void shutdown() {
        if (!isEnding) {
            isEnding = true;
            plan(() -> ended.complete(null));
        }
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    private static final class Alarm implements Runnable {
        private final Runnable task;
        private boolean isCancelled;

        Alarm(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (!isCancelled) {
                task.run();
            }
        }

        void cancel() {
            isCancelled = true;
        }
    }
}

package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.client.internal.driver.SessionThread;
import io.ledgeractors.port.Alarms;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * The share that one session has of the {@link LedgerThread}. It ends with the session, while the thread goes on.
 * Thread-safe as {@link SessionThread} says.
 */
final class KitSessionThread implements SessionThread {
    private final LedgerThread thread;
    private final Alarms alarms;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // Used on the thread.
    private final Set<Alarms.Alarm> waiting = new HashSet<>();

    // Guarded by the monitor of this object.
    private boolean isEnding;

    KitSessionThread(LedgerThread thread, Alarms alarms) {
        this.thread = thread;
        this.alarms = alarms;
    }

    @Override
    public boolean isCurrentThread() {
        return thread.isCurrentThread();
    }

    // A task that is accepted runs, because the last task comes after it.
    @Override
    public synchronized void execute(Runnable task) {
        if (isEnding) {
            throw new RejectedExecutionException("the session has ended");
        }
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            isEnding = true;
            ended.complete(null);
            throw closed;
        }
    }

    @Override
    public Runnable schedule(Runnable task, long delayNanos) {
        SetAlarm set = new SetAlarm(task);
        set.begin(delayNanos);
        return set::cancel;
    }

    @Override
    public synchronized void shutdown() {
        if (isEnding) {
            return;
        }
        isEnding = true;
        try {
            thread.execute(this::end);
        } catch (RejectedExecutionException closed) {
            ended.complete(null);
        }
    }

    private void end() {
        waiting.forEach(Alarms.Alarm::cancel);
        waiting.clear();
        ended.complete(null);
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /** An alarm of the session, from the moment it is set. */
    private final class SetAlarm {
        private final Runnable task;
        private boolean isOver;
        private Alarms.Alarm alarm = () -> {};

        SetAlarm(Runnable task) {
            this.task = task;
        }

        void begin(long delayNanos) {
            alarm = alarms.set(delayNanos, () -> thread.settle(this::ring));
            waiting.add(alarm);
        }

        private void ring() {
            if (!isOver && !ended.isDone()) {
                isOver = true;
                waiting.remove(alarm);
                task.run();
            }
        }

        void cancel() {
            isOver = true;
            waiting.remove(alarm);
            alarm.cancel();
        }
    }
}

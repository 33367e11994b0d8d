package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.testkit.internal.activity.Activity;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread behind the sessions of a kit's ledger. It runs tasks in the order in which they come. Thread-safe. */
final class LedgerThread {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerThread.class);

    private final ThreadPoolExecutor executor;
    private final Activity activity = new Activity();
    private volatile @Nullable Thread thread;

    LedgerThread(String name) {
        executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread created = new Thread(task, name);
            created.setDaemon(true);
            thread = created;
            return created;
        });
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /**
     * Runs a task after those before it. What it throws is logged, because a test would wait for its effect in vain.
     *
     * @throws RejectedExecutionException if the thread was ended
     */
    void execute(Runnable task) {
        activity.begin();
        try {
            executor.execute(() -> run(task));
        } catch (RejectedExecutionException ended) {
            activity.end();
            throw ended;
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            LOG.error("the ledger of the kit failed; this is a bug of ledger-testkit", failure);
        } finally {
            activity.end();
        }
    }

    /** Returns the activity of this thread, which counts its tasks. */
    Activity activity() {
        return activity;
    }

    /**
     * Runs a task, and all that follows from it on this thread.
     *
     * @return completes when nothing is left to do; at once if the thread was ended
     */
    CompletionStage<Void> settle(Runnable task) {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        try {
            execute(() -> {
                task.run();
                completeWhenIdle(settled);
            });
        } catch (RejectedExecutionException ended) {
            settled.complete(null);
        }
        return settled;
    }

    private void completeWhenIdle(CompletableFuture<Void> settled) {
        if (executor.getQueue().isEmpty()) {
            settled.complete(null);
        } else {
            execute(() -> completeWhenIdle(settled));
        }
    }

    /** Ends the thread after the tasks so far. */
    void end() {
        executor.shutdown();
    }
}

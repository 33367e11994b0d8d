package io.ledgeractors.testkit.internal.activity;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** An executor that counts its tasks. Thread-safe. */
final class CountedExecutorService extends AbstractExecutorService {
    private final ExecutorService executor;
    private final Activity activity;

    CountedExecutorService(ExecutorService executor, Activity activity) {
        this.executor = executor;
        this.activity = activity;
    }

    @Override
    public void execute(Runnable task) {
        Runnable counted = activity.counted(task);
        try {
            executor.execute(counted);
        } catch (RejectedExecutionException rejected) {
            activity.end();
            throw rejected;
        }
    }

    @Override
    public void shutdown() {
        executor.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> dropped = executor.shutdownNow();
        dropped.forEach(task -> activity.end());
        return dropped;
    }

    @Override
    public boolean isShutdown() {
        return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }
}

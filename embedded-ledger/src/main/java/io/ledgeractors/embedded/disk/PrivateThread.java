package io.ledgeractors.embedded.disk;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A thread that cannot be interrupted, because an interrupt closes the file channel that the thread uses. It is a
 * daemon, because everything that was acknowledged is on the disk already.
 */
public final class PrivateThread extends Thread {
    /** Creates a thread of this name that runs {@code task}. */
    public PrivateThread(String name, Runnable task) {
        super(task, name);
        setDaemon(true);
    }

    /** Does nothing: the interrupt is ignored. */
    @Override
    public void interrupt() {}

    /** Waits until the thread has ended. An interrupt of the caller is kept for later. */
    public void joinUninterruptibly() {
        boolean interrupted = false;
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs a task on a private thread and waits for it. An interrupt of the caller is kept for later.
     *
     * @throws RuntimeException what the task threw; an {@link Error} of the task is thrown likewise
     */
    public static void run(String name, Runnable task) {
        try {
            call(name, Executors.callable(task));
        } catch (RuntimeException thrown) {
            throw thrown;
        } catch (Exception impossible) {
            throw new IllegalStateException("a runnable threw a checked exception", impossible);
        }
    }

    /**
     * Runs a task on a private thread, waits for it and returns its result. An interrupt of the caller is kept for
     * later.
     *
     * @throws Exception what the task threw; an {@link Error} of the task is thrown likewise
     */
    public static <T extends @Nullable Object> T call(String name, Callable<T> task) throws Exception {
        FutureTask<T> result = new FutureTask<>(task);
        PrivateThread thread = new PrivateThread(name, result);
        thread.start();
        thread.joinUninterruptibly();
        try {
            return result.get(); // this call does not wait, so an interrupt has no effect on it
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof Exception exception ? exception : failed;
        }
    }
}

package io.ledgeractors.embedded.journal;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A thread that nobody can interrupt: an interrupt would close the file that it is writing to. A daemon, because
 * whatever was acknowledged is on the disk already.
 */
public final class PrivateThread extends Thread {
    /** A thread of this name that runs {@code task}. */
    public PrivateThread(String name, Runnable task) {
        super(task, name);
        setDaemon(true);
    }

    /** Does nothing. */
    @Override
    public void interrupt() {}

    /** Waits until it has ended; an interrupt of the caller is kept for later. */
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

    /** Runs a task on a thread of this kind and waits for it. Throws what the task threw. */
    public static void run(String name, Runnable task) {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        PrivateThread thread = new PrivateThread(name, () -> {
            try {
                task.run();
            } catch (RuntimeException | Error cause) {
                thrown.set(cause);
            }
        });
        thread.start();
        thread.joinUninterruptibly();
        Throwable cause = thrown.get();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Runs a task on a thread of this kind, waits for it and returns its result or throws what it threw. */
    static <T> T call(String name, Callable<T> task) throws JournalException {
        AtomicReference<@Nullable T> result = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        PrivateThread thread = new PrivateThread(name, () -> {
            try {
                result.set(task.call());
            } catch (Throwable cause) {
                thrown.set(cause);
            }
        });
        thread.start();
        thread.joinUninterruptibly();
        Throwable cause = thrown.get();
        if (cause instanceof JournalException problem) {
            throw problem;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause != null) {
            throw new JournalException(String.valueOf(cause.getMessage()), cause);
        }
        return Objects.requireNonNull(result.get(), "a task returns something");
    }
}

package io.ledgeractors.client.internal.driver;

import java.util.concurrent.CompletionStage;

/**
 * The one thread of a session. Everything about the session happens on it, task after task. Thread-safe, except
 * {@link #schedule}.
 */
public interface SessionThread {
    /** Returns true on this thread. */
    boolean isCurrentThread();

    /**
     * Runs a task on this thread, after the tasks before it.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the thread has ended
     */
    void execute(Runnable task);

    /**
     * Runs a task on this thread after a delay. Must be called on this thread.
     *
     * @return a task that cancels it
     */
    Runnable schedule(Runnable task, long delayNanos);

    /** Ends the thread after its present tasks. May be called more than once. */
    void shutdown();

    /** Returns a stage that this thread completes as its last action. */
    CompletionStage<Void> ended();
}

package io.ledgeractors.port;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Runs tasks at later times of a {@link Clock}. A test's alarms ring when the test moves its clock. Implementations are
 * thread-safe.
 */
public interface Alarms {
    /** An alarm that was set. Thread-safe. */
    interface Alarm {
        /** Keeps the alarm from ringing, unless it rings already. */
        void cancel();
    }

    /** What an alarm does when it rings. */
    @FunctionalInterface
    interface Task {
        /**
         * Does it, on a thread of the alarms, which it must not block.
         *
         * @return completes, normally or exceptionally, once the receiver has handled what the task sent. The alarms
         *     may wait for it before they go on
         */
        CompletionStage<?> ring();

        /** Returns a task that is done when it has run. */
        static Task of(Runnable task) {
            return () -> {
                task.run();
                return CompletableFuture.completedFuture(null);
            };
        }
    }

    /**
     * Sets an alarm. It rings once.
     *
     * @param delayNanos ns from now, by the clock; 0 or less: as soon as possible
     */
    Alarm set(long delayNanos, Task task);
}

package io.ledgeractors.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for results on the main thread. */
public final class Waiting {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private Waiting() {}

    /**
     * Returns the result of a stage. Blocks the caller.
     *
     * @param what names the failure in the message
     * @throws BenchmarkException if the stage fails or does not complete within {@code timeout}
     */
    public static <T> T join(CompletionStage<T> stage, Duration timeout, String what) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BenchmarkException known) {
                throw known;
            }
            String why = e.getCause() instanceof TimeoutException
                    ? "no answer within " + timeout.toSeconds() + " s"
                    : String.valueOf(e.getCause());
            throw new BenchmarkException(what + ": " + why, e);
        }
    }

    /**
     * Waits until a condition holds, which is looked at every 50 ms. Blocks the caller.
     *
     * @param what names the failure in the message
     * @throws BenchmarkException if the condition does not hold within {@code timeout}
     */
    public static void until(BooleanSupplier condition, Duration timeout, String what) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > timeout.toNanos()) {
                throw new BenchmarkException(what + " within " + timeout.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}

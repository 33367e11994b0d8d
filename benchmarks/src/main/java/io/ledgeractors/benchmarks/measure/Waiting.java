package io.ledgeractors.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for results on the main thread. */
public final class Waiting {
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
}

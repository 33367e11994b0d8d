package io.ledgeractors.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Blocks the main thread. */
public final class Waiting {
    private Waiting() {}

    public static <T> T join(CompletionStage<T> stage, Duration patience, String what) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BenchmarkException known) {
                throw known;
            }
            String why = e.getCause() instanceof TimeoutException
                    ? "nothing within " + patience.toSeconds() + " s"
                    : String.valueOf(e.getCause());
            throw new BenchmarkException(what + ": " + why, e);
        }
    }
}

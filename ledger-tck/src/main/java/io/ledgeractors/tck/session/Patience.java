package io.ledgeractors.tck.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits in tests for a bounded time. A result that does not come in that time is an error of the test. */
public final class Patience {
    private Patience() {}

    /**
     * Returns the result of a future.
     *
     * @throws AssertionError if it fails, does not come within so many seconds, or the thread is interrupted
     */
    public static <T> T await(CompletableFuture<T> future, long seconds) {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("nothing within " + seconds + " s", e);
        }
    }
}

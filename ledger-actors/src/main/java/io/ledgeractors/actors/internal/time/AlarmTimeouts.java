package io.ledgeractors.actors.internal.time;

import io.ledgeractors.port.Alarms;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Time-outs of stages by alarms. Stateless. */
public final class AlarmTimeouts {
    private AlarmTimeouts() {}

    /**
     * Returns a stage that ends like the given one, or with a {@link TimeoutException} when the time has passed. The
     * alarm is cancelled on the thread that completes the given stage. A stage of Pekko's ask would use a thread of the
     * JDK, which alarms do not wait for, so the time-out could ring although the reply was there.
     *
     * @param executor runs the actions that depend on the returned stage
     */
    public static <R> CompletionStage<R> within(
            Alarms alarms, Duration timeout, CompletionStage<R> stage, Executor executor) {
        CompletableFuture<R> result = new CompletableFuture<>();
        Alarms.Alarm alarm = alarms.set(
                timeout.toNanos(),
                Alarms.Task.of(() -> executor.execute(
                        () -> result.completeExceptionally(new TimeoutException("no reply within " + timeout)))));
        stage.whenCompleteAsync(
                (reply, failure) -> {
                    alarm.cancel();
                    executor.execute(() -> complete(result, reply, failure));
                },
                Runnable::run);
        return result;
    }

    private static <R> void complete(CompletableFuture<R> result, R reply, @Nullable Throwable failure) {
        if (failure == null) {
            result.complete(reply);
        } else {
            result.completeExceptionally(failure);
        }
    }
}

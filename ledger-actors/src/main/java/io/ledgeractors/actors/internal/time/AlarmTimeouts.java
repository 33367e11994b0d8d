package io.ledgeractors.actors.internal.time;

import io.ledgeractors.port.Alarms;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Time-outs of stages by alarms. Stateless. */
public final class AlarmTimeouts {
    private AlarmTimeouts() {}

    /** Returns a stage that ends like the given one, or with a {@link TimeoutException} when the time has passed. */
    public static <R> CompletionStage<R> within(Alarms alarms, Duration timeout, CompletionStage<R> stage) {
        CompletableFuture<R> result = new CompletableFuture<>();
        Alarms.Alarm alarm = alarms.set(
                timeout.toNanos(),
                Alarms.Task.of(() -> result.completeExceptionally(new TimeoutException("no reply within " + timeout))));
        stage.whenComplete((reply, failure) -> {
            alarm.cancel();
            if (failure == null) {
                result.complete(reply);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }
}

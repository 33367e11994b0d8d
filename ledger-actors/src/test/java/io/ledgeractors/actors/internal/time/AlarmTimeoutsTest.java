package io.ledgeractors.actors.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.port.Alarms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import scala.concurrent.Promise;
import scala.jdk.javaapi.FutureConverters;

/** Tests that time-outs by alarms end on the thread of the reply. */
class AlarmTimeoutsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final List<Task> waiting = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Alarms alarms = (delayNanos, task) -> {
        Task set = new Task(delayNanos, task);
        waiting.add(set);
        return () -> waiting.remove(set);
    };

    private record Task(long delayNanos, Alarms.Task task) {}

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private <R> CompletableFuture<R> within(CompletionStage<R> stage) {
        return AlarmTimeouts.within(alarms, TIMEOUT, stage, tasks::add).toCompletableFuture();
    }

    @Test
    void shouldCancelTheAlarmAndPassTheReplyOnBeforeTheReplierGoesOn() {
        // Pekko's asks return such a stage, whose plain methods run their actions on threads of the JDK.
        Promise<Integer> promise = Promise.apply();
        CompletableFuture<Integer> result = within(FutureConverters.asJava(promise.future()));
        assertThat(waiting).hasSize(1);

        promise.success(7);

        assertThat(waiting).isEmpty();
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(result).isCompletedWithValue(7);
    }

    @Test
    void shouldPassAFailureOn() {
        Promise<Integer> promise = Promise.apply();
        CompletableFuture<Integer> result = within(FutureConverters.asJava(promise.future()));

        promise.failure(new IllegalStateException("the asked actor has stopped"));
        runTasks();

        assertThat(waiting).isEmpty();
        assertThat(result).isCompletedExceptionally();
        assertThat(result.handle((reply, failure) -> failure).join()).hasMessage("the asked actor has stopped");
    }

    @Test
    void shouldTimeOutWhenTheAlarmRings() {
        CompletableFuture<Integer> result = within(new CompletableFuture<>());
        assertThat(waiting).extracting(Task::delayNanos).containsExactly(TIMEOUT.toNanos());

        waiting.get(0).task().ring();
        runTasks();

        assertThat(result.handle((reply, failure) -> failure).join())
                .isInstanceOf(TimeoutException.class)
                .hasMessage("no reply within PT3S");
    }
}

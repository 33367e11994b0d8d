package io.ledgeractors.testkit.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.lang.Thread.State;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SpawningKitTest {
    private static ActorSystem<Void> system() {
        return ActorSystem.create(
                Behaviors.empty(),
                "spawning",
                ConfigFactory.parseString(
                                "pekko.scheduler.implementation = \"" + LingeringScheduler.class.getName() + "\"")
                        .withFallback(ConfigFactory.load()));
    }

    @Test
    void shouldWaitForTheEndOfASystemWhoseSchedulerHasEnded() throws Exception {
        ActorSystem<Void> system = system();
        SpawningKit kit = SpawningKit.create(system);
        kit.testKit().spawn(Behaviors.ignore());
        system.terminate();
        LingeringScheduler.awaitClosed();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Thread stopping = new Thread(() -> stopped.completeAsync(
                () -> {
                    kit.stopActors();
                    return null;
                },
                Runnable::run));
        stopping.start();
        awaitWaiting(stopping);
        assertThat(stopped).isNotDone();
        LingeringScheduler.letSystemEnd();
        stopped.get(10, TimeUnit.SECONDS);
        assertThat(system.getWhenTerminated().toCompletableFuture()).isDone();
    }

    private static void awaitWaiting(Thread thread) {
        Set<State> quiet = Set.of(State.WAITING, State.TIMED_WAITING, State.TERMINATED);
        while (!quiet.contains(thread.getState())) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldStopActorsOfASystemThatRuns() throws Exception {
        ActorSystem<Void> system = system();
        SpawningKit kit = SpawningKit.create(system);
        CompletableFuture<String> ended = new CompletableFuture<>();
        kit.testKit()
                .spawn(Behaviors.setup(context -> Behaviors.receive(Object.class)
                        .onSignal(PostStop.class, stop -> {
                            ended.complete("ended");
                            return Behaviors.same();
                        })
                        .build()));
        kit.stopActors();
        assertThat(ended).isDone();
        LingeringScheduler.letSystemEnd();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        kit.stopActors();
    }
}

package io.ledgeractors.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;

/** Runs actors and streams in a simulated world. */
class ActorSimulationTest {
    private static final long FROM = SimulatedSeeds.first();

    @Test
    void shouldKeepAllPromisesToActors() {
        SimulatedSeeds.run(SimulatedSeeds.ACTORS, 30);
    }

    @Test
    void shouldKeepAllPromisesThroughGateways() {
        SimulatedSeeds.run(SimulatedSeeds.GATEWAYS, 30);
    }

    @Test
    void shouldKeepAllPromisesToStreams() {
        SimulatedSeeds.run(SimulatedSeeds.STREAMS, 30);
    }

    @Test
    void shouldRepeatARunStepByStep() {
        long seeds = Long.getLong("simulation.seeds", 5);
        long exact = 0;
        for (long seed = FROM; seed < FROM + seeds; seed++) {
            exact += isRepeated(seed, SimulatedSeeds.ACTORS) ? 1 : 0;
            exact += isRepeated(seed, SimulatedSeeds.STREAMS) ? 1 : 0;
        }
        System.out.println(exact + " of " + 2 * seeds + " runs repeated exactly");
        assertThat(exact).isEqualTo(2 * seeds);
    }

    private static boolean isRepeated(long seed, SimulatedSeeds.Kind kind) {
        SimulationReport first = kind.run().apply(seed);
        SimulationReport second = kind.run().apply(seed);
        if (!first.equals(second)) {
            System.out.println("not repeated: " + first + "\n" + second);
        }
        return first.equals(second);
    }

    @Test
    void shouldFailIfAnActorThrowsAnAssertionError() {
        ActorScenario scenario = actors -> {
            ActorRef<String> actor = actors.spawn(Behaviors.receiveMessage(message -> {
                throw new AssertionError("an actor found a fault");
            }));
            actor.tell("go");
        };

        assertThatThrownBy(() -> Simulation.runActors(FROM, scenario))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("an actor found a fault")
                .hasMessageContaining("Simulation.replayActors(" + FROM + "L, scenario)");
    }

    @Test
    void shouldFailIfAStreamThrowsAnAssertionError() {
        ActorScenario scenario = actors -> actors.await(
                Source.single("element")
                        .runForeach(
                                element -> {
                                    throw new AssertionError("a stream found a fault");
                                },
                                actors.system()),
                (done, failure) -> {});

        assertThatThrownBy(() -> Simulation.runActors(FROM, scenario))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("a stream found a fault");
    }

    @Test
    void shouldFailIfAnotherThreadTakesPart() {
        ActorScenario scenario = actors -> {
            ActorRef<String> actor = actors.spawn(Behaviors.ignore());
            actors.after(
                    Duration.ofSeconds(1),
                    () -> CompletableFuture.runAsync(() -> actor.tell("from elsewhere"))
                            .join());
        };

        assertThatThrownBy(() -> Simulation.runActors(FROM, scenario))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("gave the actors something to do");
    }

    @Test
    void shouldRunTimersOfPekkoInVirtualTime() {
        AtomicInteger rings = new AtomicInteger();
        ActorScenario scenario = actors -> {
            rings.set(0);
            CompletableFuture<String> over = new CompletableFuture<>();
            actors.spawn(Behaviors.<String>withTimers(timers -> {
                timers.startTimerWithFixedDelay("tick", Duration.ofSeconds(1));
                return Behaviors.receiveMessage(message -> {
                    rings.incrementAndGet();
                    return Behaviors.same();
                });
            }));
            actors.after(Duration.ofSeconds(30), () -> over.complete("over"));
            actors.await(
                    over,
                    (done, failure) ->
                            assertThat(rings).hasValueGreaterThanOrEqualTo(20).hasValueLessThanOrEqualTo(30));
        };

        SimulationReport report = Simulation.runActors(FROM, scenario);

        assertThat(rings).hasValueGreaterThanOrEqualTo(20);
        assertThat(report.time()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }
}

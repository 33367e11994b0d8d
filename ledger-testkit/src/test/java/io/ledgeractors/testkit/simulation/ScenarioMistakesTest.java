package io.ledgeractors.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Authors of scenarios make mistakes, and the simulation says what they got wrong. */
class ScenarioMistakesTest {
    private static final int SEEDS = 20;

    @Test
    void shouldRunAScenarioWithoutClients() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(Simulation.run(seed, world -> {}).results()).isZero();
        }
    }

    @Test
    void shouldRunAScenarioWithoutActors() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(Simulation.runActors(seed, actors -> {}).results()).isZero();
        }
    }

    @Test
    void shouldAnswerWhatIsAskedInTheCheck() {
        List<LedgerReply<Account>> replies = new ArrayList<>();
        SimulationScenario asking = new SimulationScenario() {
            private SimulatedClient client;

            @Override
            public void begin(SimulatedWorld world) {
                client = world.newClient();
            }

            @Override
            public void check(SimulatedWorld world) {
                client.ask(LedgerRequest.lookupAccounts(List.of(UInt128.of(1))), replies::add);
            }
        };

        SimulationReport report = Simulation.run(1, asking);

        assertThat(report.results()).isEqualTo(1);
        assertThat(replies).hasSize(1);
    }

    @Test
    void shouldFailIfAnAnswerToTheCheckIsWrong() {
        SimulationScenario asking = new SimulationScenario() {
            private SimulatedClient client;

            @Override
            public void begin(SimulatedWorld world) {
                client = world.newClient();
            }

            @Override
            public void check(SimulatedWorld world) {
                client.ask(LedgerRequest.lookupAccounts(List.of(UInt128.of(1))), reply -> {
                    throw new AssertionError("the account is not there");
                });
            }
        };

        assertThatThrownBy(() -> Simulation.run(1, asking)).hasMessageContaining("the account is not there");
    }

    @Test
    void shouldAnswerWhatActorsAskInTheCheck() {
        AtomicInteger replies = new AtomicInteger();
        ActorScenario asking = new ActorScenario() {
            @Override
            public void begin(SimulatedActors actors) {}

            @Override
            public void check(SimulatedActors actors) {
                actors.await(
                        actors.ledger().ask(LedgerRequest.lookupAccounts(List.of(UInt128.of(1)))),
                        (reply, failure) -> replies.incrementAndGet());
            }
        };

        SimulationReport report = Simulation.runActors(1, asking);

        assertThat(report.results()).isEqualTo(1);
        assertThat(replies).hasValue(1);
    }

    @Test
    @Timeout(120)
    void shouldEndAScenarioInWhichNoTimePasses() {
        SimulationScenario busy = new SimulationScenario() {
            @Override
            public void begin(SimulatedWorld world) {
                world.after(Duration.ZERO, () -> begin(world));
            }
        };

        assertThatThrownBy(() -> Simulation.replay(1, busy))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("no virtual time passes");
    }

    @Test
    @Timeout(120)
    void shouldEndAScenarioWithTooManySteps() {
        SimulationScenario busy = new SimulationScenario() {
            @Override
            public void begin(SimulatedWorld world) {
                world.after(Duration.ofNanos(1), () -> begin(world));
            }
        };

        assertThatThrownBy(() -> Simulation.replay(1, busy))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("the scenario has not ended within 2000000 tasks");
    }

    @Test
    void shouldFailIfAnotherThreadUsesTheWorld() {
        SimulationScenario strange = world -> {
            SimulatedClient client = world.newClient();
            CompletableFuture.runAsync(
                            () -> client.ask(LedgerRequest.lookupAccounts(List.of(UInt128.of(1))), reply -> {}))
                    .exceptionally(failure -> null)
                    .join();
        };

        assertThatThrownBy(() -> Simulation.replay(1, strange))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("on the thread of the simulation only");
    }

    @Test
    void shouldNotTakeAsksAfterTheEnd() {
        AtomicReference<SimulatedClient> kept = new AtomicReference<>();
        Simulation.run(1, world -> kept.set(world.newClient()));

        assertThatThrownBy(() -> kept.get().ask(LedgerRequest.lookupAccounts(List.of(UInt128.of(1))), reply -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the simulation has ended");
    }

    @Test
    void shouldNameTheKindOfAFailureWithoutAMessage() {
        assertThatThrownBy(() -> Simulation.replay(7, world -> {
                    throw new NoSuchElementException();
                }))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageStartingWith("seed 7: java.util.NoSuchElementException");
    }

    @Test
    void shouldNameTheSeedOfAnErrorThatIsNoAssertion() {
        assertThatThrownBy(() -> Simulation.run(7, world -> {
                    SimulatedClient client = world.newClient();
                    client.ask(LedgerRequest.lookupAccounts(List.of(UInt128.of(1))), reply -> {
                        throw new NoClassDefFoundError("some/Class");
                    });
                }))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageStartingWith("seed 7: java.lang.NoClassDefFoundError: some/Class");
    }

    @Test
    void shouldTellThatAScenarioIsNotTheSameInASecondRun() {
        AtomicInteger runs = new AtomicInteger();
        SimulationScenario once = world -> {
            if (runs.getAndIncrement() == 0) {
                throw new AssertionError("only once");
            }
        };

        assertThatThrownBy(() -> Simulation.run(1, once))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("only once")
                .hasMessageContaining("The same seed gave another run");
    }

    @Test
    void shouldNotTakeFaultsThatTheSeedDoesNotHave() {
        assertThatThrownBy(() -> Simulation.replay(1, world -> {}, 99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seed 1 has")
                .hasMessageContaining("99");
    }

    @Test
    void shouldNotTakeNulls() {
        assertThatNullPointerException().isThrownBy(() -> Simulation.run(1, (SimulationScenario) null));
        assertThatNullPointerException().isThrownBy(() -> Simulation.runActors(1, null));
        assertThatThrownBy(() -> Simulation.replay(1, world -> world.newClient().ask(null, reply -> {})))
                .hasMessageContaining("request");
        assertThatThrownBy(() -> Simulation.replay(
                        1, world -> world.newClient().ask(LedgerRequest.lookupAccounts(List.of(UInt128.of(1))), null)))
                .hasMessageContaining("replyTo");
    }

    @Test
    void shouldTakeTimesOfAnyLength() {
        assertThatThrownBy(() -> Simulation.replay(1, world -> world.after(Duration.ofDays(1_000_000), () -> {})))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("the scenario has not ended within PT10M");
        assertThatThrownBy(() -> Simulation.replay(1, world -> world.after(Duration.ofMillis(-1), () -> {})))
                .hasMessageContaining("negative");
    }

    @Test
    void shouldNotLetChildrenAndTimersOfAProcessPassInSilence() {
        List<Behavior<String>> behaviors = List.of(
                Behaviors.setup(context -> {
                    context.spawn(Behaviors.<String>ignore(), "child");
                    return Behaviors.ignore();
                }),
                Behaviors.withTimers(timers -> {
                    timers.startSingleTimer("tick", Duration.ofSeconds(1));
                    return Behaviors.ignore();
                }),
                Behaviors.setup(context -> {
                    context.setReceiveTimeout(Duration.ofSeconds(1), "late");
                    return Behaviors.ignore();
                }),
                Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
                    context.scheduleOnce(Duration.ofSeconds(1), context.getSelf(), "later");
                    return Behaviors.same();
                })));
        for (Behavior<String> behavior : behaviors) {
            assertThatThrownBy(() -> Simulation.replay(
                            1, world -> world.newClient().spawn(behavior).tell("go")))
                    .isInstanceOf(SimulationFailure.class)
                    .hasMessageContaining("Simulation.runActors");
        }
    }

    @Test
    void shouldHandleNothingInAProcessThatWasKilled() {
        List<String> handled = new ArrayList<>();
        Simulation.replay(1, world -> {
            SimulatedClient client = world.newClient();
            client.kill();
            client.spawn(Behaviors.<String>receiveMessage(message -> {
                        handled.add(message);
                        return Behaviors.same();
                    }))
                    .tell("to the dead");
        });
        assertThat(handled).isEmpty();
    }

    @Test
    void shouldRepeatARunThatFailsAmongBusyActors() {
        ActorScenario failing = actors -> {
            new ActorsScenario().begin(actors);
            actors.after(Duration.ofMillis(20), () -> {
                throw new AssertionError("too busy");
            });
        };
        for (long seed = 1; seed <= 5; seed++) {
            long tried = seed;
            assertThatThrownBy(() -> Simulation.runActors(tried, failing))
                    .hasMessageContaining("too busy")
                    .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                    .doesNotContain("gave another run");
        }
    }

    @Test
    void shouldTellWhatAScenarioThatDoesNotEndWaitsFor() {
        assertThatThrownBy(() -> Simulation.replayActors(
                        1, actors -> actors.await(new CompletableFuture<String>(), (done, failure) -> {})))
                .hasMessageContaining("1 awaited stages that have not completed");
    }
}

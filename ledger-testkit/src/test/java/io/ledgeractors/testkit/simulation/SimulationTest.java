package io.ledgeractors.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.model.UInt128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs scenarios in a simulated world; see {@link SimulatedSeeds} for the choice of seeds. */
class SimulationTest {
    private static final long SEEDS = 600;
    private static final int TRACES = 20;

    /** The hashes that each JVM must find; {@code .ci/run} compares those of two. */
    private static final Path TRACE_FILE = Path.of("target", "simulation-traces.txt");

    @Test
    void shouldKeepAllPromisesWhileMoneyMoves() {
        SimulatedSeeds.run(SimulatedSeeds.MONEY, SEEDS);
    }

    @Test
    void shouldRepeatARunStepByStep() throws IOException {
        List<String> traces = new ArrayList<>();
        for (long seed = 1; seed <= TRACES; seed++) {
            SimulationReport report = Simulation.run(seed, new MoneyScenario());
            assertThat(Simulation.run(seed, new MoneyScenario())).isEqualTo(report);
            traces.add(seed + " " + report.traceHash());
        }
        assertThat(traces).doesNotHaveDuplicates();
        Files.createDirectories(TRACE_FILE.getParent());
        Files.write(TRACE_FILE, traces);
    }

    /** Asks for an account now and then, and wants each ask to be answered at once. */
    private static final class Impatient implements SimulationScenario {
        private static final int ASKS = 400;
        private static final Duration PAUSE = Duration.ofMillis(20);
        private static final Duration AT_ONCE = Duration.ofMillis(200);

        @Override
        public void begin(SimulatedWorld world) {
            ask(world, world.newClient(), ASKS);
        }

        private void ask(SimulatedWorld world, SimulatedClient client, int left) {
            var asked = world.now();
            client.ask(LedgerRequest.lookupAccounts(List.of(UInt128.of(left))), reply -> {
                assertThat(reply.outcome()).isInstanceOf(LedgerReply.Results.class);
                assertThat(world.now()).isBeforeOrEqualTo(asked.plus(AT_ONCE));
                if (left > 1) {
                    world.after(PAUSE, () -> ask(world, client, left - 1));
                }
            });
        }
    }

    @Test
    void shouldNameTheFewestFaultsWithWhichAScenarioFails() {
        long seed = 1;
        SimulationFailure failure = null;
        while (failure == null) {
            long tried = seed++;
            failure = catchThrowableOfType(SimulationFailure.class, () -> Simulation.run(tried, new Impatient()));
        }
        int[] faults = failure.faults().stream().mapToInt(Integer::intValue).toArray();
        long failed = failure.seed();

        assertThat(faults).isNotEmpty();
        assertThat(failure)
                .hasMessageStartingWith("seed " + failed + ": ")
                .hasMessageContaining("Simulation.replay(" + failed + "L, scenario, " + faults[0]);
        assertThatThrownBy(() -> Simulation.replay(failed, new Impatient(), faults))
                .hasMessage(failure.getMessage());
        for (int i = 0; i < faults.length; i++) {
            int[] fewer = new int[faults.length - 1];
            System.arraycopy(faults, 0, fewer, 0, i);
            System.arraycopy(faults, i + 1, fewer, i, fewer.length - i);
            assertThat(Simulation.replay(failed, new Impatient(), fewer).faults())
                    .hasSize(fewer.length);
        }
    }

    @Test
    void shouldEndAScenarioThatHasNoEnd() {
        SimulationScenario endless = new SimulationScenario() {
            @Override
            public void begin(SimulatedWorld world) {
                world.newClient();
                again(world);
            }

            private void again(SimulatedWorld world) {
                world.after(Duration.ofSeconds(1), () -> again(world));
            }
        };
        assertThatThrownBy(() -> Simulation.replay(1, endless))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("the scenario has not ended within PT10M of virtual time");
    }

    @Test
    void shouldReportWhatTheScenarioItselfFinds() {
        SimulationScenario wrong = new SimulationScenario() {
            @Override
            public void begin(SimulatedWorld world) {
                world.newClient();
            }

            @Override
            public void check(SimulatedWorld world) {
                throw new AssertionError("two and two are five");
            }
        };
        assertThatThrownBy(() -> Simulation.run(3, wrong))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageStartingWith("seed 3: two and two are five")
                .hasMessageContaining("none");
    }
}

package io.ledgeractors.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs scenarios in a simulated world. */
class SimulationTest {
    @Test
    void shouldKeepAllPromisesInTheMoneyScenario() {
        long from = Long.getLong("simulation.seed", 1);
        long seeds = Long.getLong("simulation.seeds", 100);
        long begun = System.nanoTime();
        long[] sums = new long[6];
        for (long seed = from; seed < from + seeds; seed++) {
            SimulationReport report = Simulation.run(seed, new MoneyScenario());
            sums[0] += report.operations();
            sums[1] += report.results();
            sums[2] += report.recovered();
            sums[3] += report.refused();
            sums[4] += report.unknown();
            sums[5] += report.steps();
        }
        long millis = (System.nanoTime() - begun) / 1_000_000;
        System.out.println(seeds + " seeds in " + millis
                + " ms; operations, results, recovered, refused, unknown, steps " + java.util.Arrays.toString(sums));
    }

    @Test
    void shouldRepeatARunStepByStep() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(Simulation.run(seed, new MoneyScenario())).isEqualTo(Simulation.run(seed, new MoneyScenario()));
        }
    }
}

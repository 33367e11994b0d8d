package io.ledgeractors.testkit.simulation;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs a scenario with several seeds. {@code -Dsimulation.seed} sets the first one, and {@code -Dsimulation.seeds}
 * their number.
 */
final class SimulatedSeeds {
    private SimulatedSeeds() {}

    static void run(int few, Supplier<SimulationScenario> scenario) {
        long from = Long.getLong("simulation.seed", 1);
        long seeds = Long.getLong("simulation.seeds", few);
        long begun = System.nanoTime();
        long operations = 0;
        int recovered = 0;
        int unknown = 0;
        for (long seed = from; seed < from + seeds; seed++) {
            SimulationReport report = Simulation.run(seed, scenario.get());
            operations += report.operations();
            recovered += report.recovered();
            unknown += report.unknown();
        }
        System.out.println(seeds + " seeds in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " ms, "
                + operations + " operations, " + recovered + " recovered, " + unknown + " unknown");
    }
}

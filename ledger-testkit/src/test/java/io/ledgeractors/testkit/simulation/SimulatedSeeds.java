package io.ledgeractors.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The scenarios of this package, and runs of several seeds. {@code -Dsimulation.seed} sets the first seed, and {@code
 * -Dsimulation.seeds} their number.
 */
final class SimulatedSeeds {
    /**
     * A kind of run.
     *
     * @param name of the scenario
     * @param run runs a seed
     */
    record Kind(String name, LongFunction<SimulationReport> run) {}

    static final Kind MONEY = kind("money", MoneyScenario::new);
    static final Kind PAYMENTS = kind("payments", PaymentsScenario::new);
    static final Kind ENTITIES = kind("entities", EntitiesScenario::new);
    static final Kind IMPORTS = kind("imports", ImportScenario::new);
    static final Kind GENERATED = kind("random requests", GeneratedScenario::new);
    static final Kind ACTORS = actors("actors", ActorsScenario::new);
    static final Kind GATEWAYS = actors("gateways", GatewaysScenario::new);
    static final Kind STREAMS = actors("streams", StreamsScenario::new);

    /** All kinds. */
    static final List<Kind> ALL = List.of(MONEY, PAYMENTS, ENTITIES, IMPORTS, GENERATED, ACTORS, GATEWAYS, STREAMS);

    private SimulatedSeeds() {}

    private static Kind kind(String name, Supplier<SimulationScenario> scenario) {
        return new Kind(name, seed -> Simulation.run(seed, scenario.get()));
    }

    private static Kind actors(String name, Supplier<ActorScenario> scenario) {
        return new Kind(name, seed -> Simulation.runActors(seed, scenario.get()));
    }

    /** Returns the first seed of a test. */
    static long first() {
        return Long.getLong("simulation.seed", 1);
    }

    /** Runs that many seeds, or as many as the property says, and prints what they did. */
    static void run(Kind kind, long few) {
        SimulationTally tally = new SimulationTally();
        long end = first() + Long.getLong("simulation.seeds", few);
        for (long seed = first(); seed < end; seed++) {
            tally.add(kind.run().apply(seed));
        }
        System.out.println(kind.name() + ": " + tally);
        assertThat(tally.results()).isPositive();
    }
}

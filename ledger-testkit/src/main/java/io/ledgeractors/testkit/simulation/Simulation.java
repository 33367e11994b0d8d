package io.ledgeractors.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs scenarios in a simulated world. The rules of sessions and batchers and the ledger with its log are the real
 * ones. Network, disk, clock and the processes are simulated, and faults of all of them come from the seed. Time is
 * virtual, so a minute takes some ms. The same seed and scenario give the same run, step by step, on each machine and
 * JVM. For a scenario of actors, that holds on the same version of Pekko.
 *
 * <p>In each run it is checked that
 *
 * <ul>
 *   <li>each ask is answered exactly once, within 10 virtual seconds after faults have stopped
 *   <li>each answer is the one that a naive model of the ledger gives at that place of the log
 *   <li>nothing that was answered is missing in the log, and nothing that was refused is in it
 *   <li>an ask is executed after all that its asker, or anybody else, could know when it was made
 *   <li>asks with the same key are executed in their order
 *   <li>debits equal credits after each operation
 * </ul>
 */
public final class Simulation {
    /** How a run of a seed and a scenario is made. */
    private interface Runs {
        Run with(IntPredicate isKept);
    }

    /** A seed with its runs, and the call that repeats one. */
    private record Seed(long seed, String call, Runs runs) {
        SimulationReport run() {
            Run run = runs.with(fault -> true);
            Set<Integer> faults = run.faults().keySet();
            try {
                return run.run();
            } catch (AssertionError | RuntimeException failure) {
                throw shrink(faults, new Failed(run, failure));
            }
        }

        SimulationReport replay(int... faults) {
            Set<Integer> kept = new TreeSet<>();
            for (int fault : faults) {
                kept.add(fault);
            }
            Run run = runs.with(kept::contains);
            try {
                return run.run();
            } catch (AssertionError | RuntimeException failure) {
                throw failure(new Failed(run, failure));
            }
        }

        /** Finds the faults without which nothing fails. */
        private SimulationFailure shrink(Set<Integer> faults, Failed failed) {
            List<Integer> kept = new ArrayList<>(faults);
            Failed smallest = failed;
            for (int i = kept.size() - 1; i >= 0; i--) {
                List<Integer> fewer = new ArrayList<>(kept);
                fewer.remove(i);
                Failed again = tryOut(fewer::contains);
                if (again != null) {
                    smallest = again;
                    kept = fewer;
                }
            }
            return failure(smallest);
        }

        private @Nullable Failed tryOut(IntPredicate isKept) {
            Run run = runs.with(isKept);
            try {
                run.run();
                return null;
            } catch (AssertionError | RuntimeException failure) {
                return new Failed(run, failure);
            }
        }

        private SimulationFailure failure(Failed failed) {
            return new SimulationFailure(
                    seed, call, failed.run().faults(), failed.run().lastSteps(), failed.failure());
        }
    }

    private record Failed(Run run, Throwable failure) {}

    private Simulation() {}

    /**
     * Runs a scenario with the faults of a seed.
     *
     * @throws SimulationFailure if a rule does not hold; it names the fewest faults with which that happens
     */
    public static SimulationReport run(long seed, SimulationScenario scenario) {
        return seed(seed, scenario).run();
    }

    /**
     * Runs a scenario with some of the faults of a seed.
     *
     * @param faults numbers that a {@link SimulationFailure} names; others are left out
     * @throws SimulationFailure if a rule does not hold
     */
    public static SimulationReport replay(long seed, SimulationScenario scenario, int... faults) {
        return seed(seed, scenario).replay(faults);
    }

    private static Seed seed(long seed, SimulationScenario scenario) {
        return new Seed(seed, "Simulation.replay", isKept -> new World(seed, scenario, isKept));
    }

    /**
     * Runs a scenario of actors and streams with the faults of a seed. They are the real ones, in an actor system whose
     * tasks and timers are steps of the simulation.
     *
     * @throws SimulationFailure if a rule does not hold; it names the fewest faults with which that happens
     */
    public static SimulationReport runActors(long seed, ActorScenario scenario) {
        return seed(seed, scenario).run();
    }

    /**
     * Runs a scenario of actors and streams with some of the faults of a seed.
     *
     * @param faults numbers that a {@link SimulationFailure} names; others are left out
     * @throws SimulationFailure if a rule does not hold
     */
    public static SimulationReport replayActors(long seed, ActorScenario scenario, int... faults) {
        return seed(seed, scenario).replay(faults);
    }

    private static Seed seed(long seed, ActorScenario scenario) {
        return new Seed(seed, "Simulation.replayActors", isKept -> new ActorWorld(seed, scenario, isKept));
    }

    static String numbers(Map<Integer, String> faults) {
        StringBuilder numbers = new StringBuilder();
        faults.keySet().forEach(number -> numbers.append(", ").append(number));
        return numbers.toString();
    }
}

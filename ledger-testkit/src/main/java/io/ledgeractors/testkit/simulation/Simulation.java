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
 * JVM.
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
    private Simulation() {}

    /**
     * Runs a scenario with the faults of a seed.
     *
     * @throws SimulationFailure if a rule does not hold; it names the fewest faults with which that happens
     */
    public static SimulationReport run(long seed, SimulationScenario scenario) {
        World world = new World(seed, scenario, fault -> true);
        Set<Integer> faults = world.faults().keySet();
        try {
            return world.run();
        } catch (AssertionError | RuntimeException failure) {
            throw new Shrinking(seed, scenario).shrink(faults, new Failed(world, failure));
        }
    }

    /**
     * Runs a scenario with some of the faults of a seed.
     *
     * @param faults numbers that a {@link SimulationFailure} names; others are left out
     * @throws SimulationFailure if a rule does not hold
     */
    public static SimulationReport replay(long seed, SimulationScenario scenario, int... faults) {
        Set<Integer> kept = new TreeSet<>();
        for (int fault : faults) {
            kept.add(fault);
        }
        World world = new World(seed, scenario, kept::contains);
        try {
            return world.run();
        } catch (AssertionError | RuntimeException failure) {
            throw failure(seed, new Failed(world, failure));
        }
    }

    private record Failed(World world, Throwable failure) {}

    private static SimulationFailure failure(long seed, Failed failed) {
        return new SimulationFailure(
                seed, failed.world().faults(), failed.world().lastSteps(), failed.failure());
    }

    /** Finds the faults without which nothing fails. */
    private record Shrinking(long seed, SimulationScenario scenario) {
        SimulationFailure shrink(Set<Integer> faults, Failed failed) {
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
            return failure(seed, smallest);
        }

        private @Nullable Failed tryOut(IntPredicate isKept) {
            World world = new World(seed, scenario, isKept);
            try {
                world.run();
                return null;
            } catch (AssertionError | RuntimeException failure) {
                return new Failed(world, failure);
            }
        }
    }

    static String numbers(Map<Integer, String> faults) {
        StringBuilder numbers = new StringBuilder();
        faults.keySet().forEach(number -> numbers.append(", ").append(number));
        return numbers.toString();
    }
}

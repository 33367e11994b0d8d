package io.ledgeractors.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 *   <li>nothing that was answered is missing in the log, nothing that was refused is in it, no request is in it twice,
 *       and no execution answers two asks
 *   <li>what an ask has created is not answered as existing, even if its request was lost and is in the log again
 *   <li>an ask is executed after all that its asker, or anybody else, could know when it was made
 *   <li>asks with the same key are executed in their order
 *   <li>debits equal credits after each operation
 *   <li>pending transfers that are due have expired at the end, 1 s after faults have stopped
 *   <li>no ask is refused because its handling failed, and in a {@link SimulationScenario} without faults none is
 *       refused as unavailable or unknown before its time-out
 * </ul>
 *
 * <p>A run ends with a failure after 600 virtual seconds, and earlier if it takes so many steps that it has no end. All
 * methods run the scenario on the calling thread. Several threads may call them at once, with scenarios that share
 * nothing.
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
            try {
                return run.run();
            } catch (RuntimeException | Error failure) {
                throw explain(new Failed(run, failure));
            }
        }

        SimulationReport replay(int... faults) {
            Set<Integer> all = runs.with(fault -> true).faults().keySet();
            Set<Integer> kept = new TreeSet<>();
            for (int fault : faults) {
                if (!all.contains(fault)) {
                    throw new IllegalArgumentException(
                            "seed " + seed + " has the faults " + all + ", so " + fault + " is none of them");
                }
                kept.add(fault);
            }
            Run run = runs.with(kept::contains);
            try {
                return run.run();
            } catch (RuntimeException | Error failure) {
                throw failure(new Failed(run, failure), "");
            }
        }

        // Fewer faults can only be found for a scenario that does the same each time.
        private SimulationFailure explain(Failed failed) {
            Failed again = tryOut(fault -> true);
            if (again == null || !again.isLike(failed)) {
                return failure(failed, ANOTHER_RUN);
            }
            Failed withoutFaults = tryOut(fault -> false);
            return withoutFaults == null ? shrink(failed) : failure(withoutFaults, "");
        }

        /** Finds the faults without which nothing fails. */
        private SimulationFailure shrink(Failed failed) {
            List<Integer> kept = new ArrayList<>(failed.run().faults().keySet());
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
            return failure(smallest, "");
        }

        private @Nullable Failed tryOut(IntPredicate isKept) {
            Run run = runs.with(isKept);
            try {
                run.run();
                return null;
            } catch (RuntimeException | Error failure) {
                return new Failed(run, failure);
            }
        }

        private SimulationFailure failure(Failed failed, String note) {
            return new SimulationFailure(
                    seed, call, note, failed.run().faults(), failed.run().lastSteps(), failed.failure());
        }
    }

    private record Failed(Run run, Throwable failure) {
        boolean isLike(Failed other) {
            return run.lastSteps().equals(other.run.lastSteps())
                    && failure.getClass().equals(other.failure.getClass());
        }
    }

    private static final String ANOTHER_RUN =
            "\nThe same seed gave another run when it was repeated, so the call below may not fail. Something differs"
                    + " that does not come from the seed: state that is not made in begin, the time of the machine,"
                    + " chance, a thread, or the order of a hash table";

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
     * @throws IllegalArgumentException if the seed has no fault of such a number
     */
    public static SimulationReport replay(long seed, SimulationScenario scenario, int... faults) {
        return seed(seed, scenario).replay(faults);
    }

    private static Seed seed(long seed, SimulationScenario scenario) {
        Objects.requireNonNull(scenario, "scenario");
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
     * @throws IllegalArgumentException if the seed has no fault of such a number
     */
    public static SimulationReport replayActors(long seed, ActorScenario scenario, int... faults) {
        return seed(seed, scenario).replay(faults);
    }

    private static Seed seed(long seed, ActorScenario scenario) {
        Objects.requireNonNull(scenario, "scenario");
        return new Seed(seed, "Simulation.replayActors", isKept -> new ActorWorld(seed, scenario, isKept));
    }

    static String numbers(Map<Integer, String> faults) {
        StringBuilder numbers = new StringBuilder();
        faults.keySet().forEach(number -> numbers.append(", ").append(number));
        return numbers.toString();
    }
}

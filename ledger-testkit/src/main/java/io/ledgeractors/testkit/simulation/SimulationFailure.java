package io.ledgeractors.testkit.simulation;

import java.util.List;
import java.util.Map;

/** A rule does not hold in a simulation. The message names the seed, the faults, and the call that repeats the run. */
public final class SimulationFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final List<Integer> faults;

    SimulationFailure(
            long seed, String call, String note, Map<Integer, String> faults, List<String> lastSteps, Throwable cause) {
        super(describe(seed, call, note, faults, lastSteps, cause), cause);
        this.seed = seed;
        this.faults = List.copyOf(faults.keySet());
    }

    private static String describe(
            long seed, String call, String note, Map<Integer, String> faults, List<String> lastSteps, Throwable cause) {
        return "seed " + seed + ": " + reason(cause) + note + "\nIt happens with these faults:\n  "
                + (faults.isEmpty() ? "none" : String.join("\n  ", faults.values()))
                + "\nIt can be repeated by " + call + "(" + seed + "L, scenario" + Simulation.numbers(faults)
                + ")\nThe last steps:\n  " + String.join("\n  ", lastSteps);
    }

    // The message of another exception, such as "0" or none, means little without its class.
    private static String reason(Throwable cause) {
        String message = cause instanceof AssertionError ? cause.getMessage() : null;
        return message == null ? cause.toString() : message;
    }

    /** Returns the seed. */
    public long seed() {
        return seed;
    }

    /** Returns the numbers of the faults with which the rule does not hold, for {@link Simulation#replay}. */
    public List<Integer> faults() {
        return faults;
    }
}

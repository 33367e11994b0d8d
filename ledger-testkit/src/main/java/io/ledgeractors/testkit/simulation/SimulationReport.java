package io.ledgeractors.testkit.simulation;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of a simulation in which everything was right.
 *
 * @param seed that gives the same run again
 * @param traceHash hash of all steps, the same on each machine and JVM
 * @param steps number of steps of the trace
 * @param time virtual time that passed
 * @param operations requests in the log of the ledger at the end
 * @param results asks that were answered with results
 * @param recovered requests whose session was lost before the reply came, and whose outcome was found out
 * @param refused asks that were definitely not executed
 * @param unknown asks whose outcome stayed unknown
 * @param faults what went wrong, in words
 */
public record SimulationReport(
        long seed,
        String traceHash,
        long steps,
        Duration time,
        int operations,
        int results,
        int recovered,
        int refused,
        int unknown,
        List<String> faults) {
    /** Keeps an unmodifiable copy of the faults. */
    public SimulationReport {
        faults = List.copyOf(faults);
    }
}

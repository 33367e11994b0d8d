package io.ledgeractors.benchmarks.rounds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The scenarios of a run and how long they are measured.
 *
 * @param turn the length of a contender's turn
 * @param warmUp the uncounted time of each contender before the first round
 * @param rounds the number of rounds; each contender has one turn in a round
 * @param transfers transfers that the first contender of a scenario creates at least; adds rounds until then
 * @param scenarios the scenarios
 */
public record MeasurementPlan(
        Duration turn, Duration warmUp, int rounds, long transfers, List<BenchmarkScenario> scenarios) {
    /** A selection of scenarios. */
    public enum Part {
        /** Prepared batches through the bare session. */
        SESSIONS,
        /** Asks of one transfer each. */
        ASKS,
        /** Flows that create transfers. */
        STREAMS,
        /** The scenarios of all parts. */
        ALL
    }

    /** Returns the scenarios of a part. */
    public static List<BenchmarkScenario> scenarios(Part part) {
        List<BenchmarkScenario> scenarios = new ArrayList<>();
        if (part == Part.SESSIONS || part == Part.ALL) {
            scenarios.addAll(BenchmarkScenario.ofSessions());
        }
        if (part == Part.ASKS || part == Part.ALL) {
            scenarios.addAll(BenchmarkScenario.ofAsks());
        }
        if (part == Part.STREAMS || part == Part.ALL) {
            scenarios.addAll(BenchmarkScenario.ofStreams());
        }
        return scenarios;
    }
}

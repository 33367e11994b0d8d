package io.ledgeractors.benchmarks.rounds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much is measured.
 *
 * @param turn how long a contender sends before the next one does
 * @param warmUp how long each sends before the first round, uncounted
 * @param rounds turns of each contender that count
 * @param transfers that each first contender creates at least in all its turns, in more rounds if need be
 * @param cases what is compared
 */
public record MeasurementPlan(
        Duration turn, Duration warmUp, int rounds, long transfers, List<BenchmarkScenario> cases) {
    /** What is compared. */
    public enum Part {
        SESSIONS,
        ASKS,
        STREAMS,
        ALL
    }

    public static List<BenchmarkScenario> cases(Part part) {
        List<BenchmarkScenario> cases = new ArrayList<>();
        if (part == Part.SESSIONS || part == Part.ALL) {
            cases.addAll(BenchmarkScenario.ofSessions());
        }
        if (part == Part.ASKS || part == Part.ALL) {
            cases.addAll(BenchmarkScenario.ofAsks());
        }
        if (part == Part.STREAMS || part == Part.ALL) {
            cases.addAll(BenchmarkScenario.ofStreams());
        }
        return cases;
    }
}

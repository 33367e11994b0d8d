package io.ledgeractors.benchmarks;

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
record Plan(Duration turn, Duration warmUp, int rounds, long transfers, List<Case> cases) {
    /** What is compared. */
    enum Part {
        SESSIONS,
        ASKS,
        STREAMS,
        ALL
    }

    static List<Case> cases(Part part) {
        List<Case> cases = new ArrayList<>();
        if (part == Part.SESSIONS || part == Part.ALL) {
            cases.addAll(Case.ofSessions());
        }
        if (part == Part.ASKS || part == Part.ALL) {
            cases.addAll(Case.ofAsks());
        }
        if (part == Part.STREAMS || part == Part.ALL) {
            cases.addAll(Case.ofStreams());
        }
        return cases;
    }
}

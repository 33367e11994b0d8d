package io.ledgeractors.testkit.simulation;

import io.ledgeractors.testkit.internal.simulation.Chances;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One fault of a simulation: what happens, when, and from which seed its details come. So a fault stays the same when
 * others are left out.
 *
 * @param number position in the list of the seed, from 0
 * @param at ns after the begin
 */
record PlannedTrouble(int number, long at, Trouble kind, long seed) {
    private static final int MOST = 12;
    private static final int IN_FLIGHT_PERCENT = 70;
    private static final long IN_FLIGHT_NANOS = 1_000_000;

    /** Returns the faults of a simulation, of these kinds, which all begin before {@code end}, in ns. */
    static List<PlannedTrouble> of(Chances chances, long end, List<Trouble> kinds) {
        List<PlannedTrouble> planned = new ArrayList<>();
        int count = (int) chances.between(0, MOST);
        for (int i = 0; i < count; i++) {
            planned.add(new PlannedTrouble(
                    i,
                    chances.between(0, end),
                    kinds.get((int) chances.between(0, kinds.size() - 1)),
                    chances.random().nextLong()));
        }
        return planned;
    }

    /** Lets the fault begin, now or when a request is under way. */
    void begin(Run run) {
        Chances chances = new Chances(seed);
        if (chances.percent(IN_FLIGHT_PERCENT)) {
            long later = chances.between(0, IN_FLIGHT_NANOS);
            run.network().onNextSend(() -> run.after(later, () -> begin(run, chances)));
        } else {
            begin(run, chances);
        }
    }

    private void begin(Run run, Chances chances) {
        if (!run.isHealed()) {
            kind.begin(run, chances);
        }
    }

    @Override
    public String toString() {
        return number + ": " + kind + " after " + Duration.ofNanos(at);
    }
}

package io.ledgeractors.benchmarks.compare;

import io.ledgeractors.benchmarks.turns.TurnResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets two builds take turns, a pair at a time, in the order A B, B A, A B and so on. So slow changes of the machine
 * affect both builds alike.
 *
 * @param turn length of a turn
 * @param warmUp how long each build works before the first pair, in turns that are not counted
 * @param pairs number of pairs
 * @param operationsMax operations of a build after which the ledgers of both are replaced by empty ones
 */
record ComparisonRunner(Duration turn, Duration warmUp, int pairs, long operationsMax) {
    /**
     * Two turns that follow each other.
     *
     * @param before the turn of the build before
     * @param after the turn of the build after
     */
    record Pair(TurnResult before, TurnResult after) {}

    /** Runs all pairs. Blocks the caller. */
    List<Pair> run(BuildTurns before, BuildTurns after) {
        List<Pair> done = new ArrayList<>();
        long operations = warmUp(before, after);
        while (done.size() < pairs) {
            if (operations >= operationsMax) {
                before.renew();
                after.renew();
                pair(before, after, true); // the first turn with an empty ledger differs from all others
                operations = 0;
            }
            Pair pair = pair(before, after, done.size() % 2 == 0);
            done.add(pair);
            operations += more(pair);
        }
        return done;
    }

    /** Returns the operations of the build that did more. */
    private long warmUp(BuildTurns before, BuildTurns after) {
        long turns = (warmUp.toNanos() + turn.toNanos() - 1) / turn.toNanos();
        long operations = 0;
        for (long i = 0; i < turns; i++) {
            operations += more(pair(before, after, i % 2 == 0));
            if (operations >= operationsMax) {
                before.renew();
                after.renew();
                operations = 0;
            }
        }
        return operations;
    }

    private Pair pair(BuildTurns before, BuildTurns after, boolean beforeFirst) {
        if (beforeFirst) {
            TurnResult first = before.turn(turn);
            return new Pair(first, after.turn(turn));
        }
        TurnResult first = after.turn(turn);
        return new Pair(before.turn(turn), first);
    }

    private static long more(Pair pair) {
        return Math.max(pair.before().operations(), pair.after().operations());
    }
}

package io.ledgeractors.actors.internal.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Switches an optimisation on or off by measuring whether it pays. A comparison alternates turns of some rounds with
 * the optimisation and without it, so that a ledger that is slower for a while slows both sides. The side that answers
 * more asks in the same time wins. The present setting changes after it has lost two comparisons in a row. A setting
 * that keeps winning is compared less often. Pure; not thread-safe.
 */
final class AdaptiveToggle {
    private static final int SETTLING = 2;
    private static final int ROUNDS_PER_TURN = 6;
    private static final int TURNS = 8;
    private static final int FIRST_COMPARISON_AFTER = 32;
    private static final int PAUSE_MIN = 256;
    private static final int PAUSE_MAX = 2048;
    // The optimisation must be better by more than chance makes it.
    private static final double MARGIN = 1.05;
    // A side that is this far behind needs no further turns.
    private static final double CLEAR = 1.3;

    private final Tally with = new Tally();
    private final Tally without = new Tally();
    private boolean isPreferred = true;
    private boolean isOn = true;
    private boolean hasLostOnce;
    private int pause = PAUSE_MIN / 2;
    private int untilComparison = FIRST_COMPARISON_AFTER;
    private int turnsLeft;
    private int rounds;

    /** Returns true if the optimisation is on for the next round. */
    boolean isOn() {
        return isOn;
    }

    /** Tells that a round answered {@code asks} asks and took {@code nanos} ns. */
    void round(int asks, long nanos) {
        rounds++;
        if (turnsLeft == 0) {
            awaitComparison();
        } else {
            compete(asks, nanos);
        }
    }

    private void awaitComparison() {
        if (rounds >= untilComparison) {
            begin();
        }
    }

    private void begin() {
        with.clear();
        without.clear();
        turnsLeft = TURNS;
        isOn = !isPreferred;
        rounds = 0;
    }

    private void compete(int asks, long nanos) {
        if (rounds > SETTLING) {
            (isOn ? with : without).add(asks, nanos);
        }
        if (rounds == SETTLING + ROUNDS_PER_TURN) {
            rounds = 0;
            turnsLeft--;
            isOn = !isOn;
            if (turnsLeft == 0 || turnsLeft == TURNS / 2 && isClear()) {
                decide();
            }
        }
    }

    private boolean isClear() {
        return isPreferred ? with.rate() > CLEAR * without.rate() : without.rate() > CLEAR * with.rate();
    }

    private void decide() {
        turnsLeft = 0;
        boolean pays = with.rate() > MARGIN * without.rate();
        if (pays != isPreferred && !hasLostOnce) {
            hasLostOnce = true;
            begin();
            return;
        }
        pause = pays == isPreferred ? Math.min(PAUSE_MAX, 2 * pause) : PAUSE_MIN;
        untilComparison = pause;
        hasLostOnce = false;
        isPreferred = pays;
        isOn = pays;
    }

    /** The rounds of one side. Its slowest quarter is ignored, because a ledger pauses now and then on either side. */
    private static final class Tally {
        private final List<Round> rounds = new ArrayList<>(TURNS / 2 * ROUNDS_PER_TURN);

        void add(int asks, long nanos) {
            rounds.add(new Round(asks, nanos));
        }

        void clear() {
            rounds.clear();
        }

        double rate() {
            rounds.sort(Comparator.comparingDouble(Round::nanosPerAsk));
            long asks = 0;
            long nanos = 0;
            for (Round round : rounds.subList(0, rounds.size() - rounds.size() / 4)) {
                asks += round.asks;
                nanos += round.nanos;
            }
            return (double) asks / Math.max(1, nanos);
        }
    }

    private record Round(int asks, long nanos) {
        double nanosPerAsk() {
            return (double) nanos / Math.max(1, asks);
        }
    }
}

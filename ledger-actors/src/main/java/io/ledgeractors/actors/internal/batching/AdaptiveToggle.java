package io.ledgeractors.actors.internal.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out by trying whether something that takes time pays. In a contest rounds with it and without take turns, some
 * each, so that a ledger that is slower for a while slows both; what answered more asks in the same time wins. The
 * favourite changes after two contests lost in a row. Who keeps winning is challenged more seldom. Pure. Not
 * thread-safe.
 */
final class AdaptiveToggle {
    private static final int SETTLING = 2;
    private static final int ROUNDS_OF_TURN = 6;
    private static final int TURNS = 8;
    private static final int FIRST_PAUSE = 32;
    private static final int PAUSE_LEAST = 256;
    private static final int PAUSE_MOST = 2048;
    // It has to be better by more than chance makes it.
    private static final double MARGIN = 1.05;
    // Nobody who is so far behind needs another turn.
    private static final double CLEAR = 1.3;

    private final Tally with = new Tally();
    private final Tally without = new Tally();
    private boolean isFavourite = true;
    private boolean isOn = true;
    private boolean hasLostOnce;
    private int pause = PAUSE_LEAST / 2;
    private int untilContest = FIRST_PAUSE;
    private int turnsLeft;
    private int rounds;

    /** True if it is to be done. */
    boolean isOn() {
        return isOn;
    }

    /** A round of so many asks took so long. */
    void round(int asks, long nanos) {
        rounds++;
        if (turnsLeft == 0) {
            rest();
        } else {
            compete(asks, nanos);
        }
    }

    private void rest() {
        if (rounds >= untilContest) {
            begin();
        }
    }

    private void begin() {
        with.clear();
        without.clear();
        turnsLeft = TURNS;
        isOn = !isFavourite;
        rounds = 0;
    }

    private void compete(int asks, long nanos) {
        if (rounds > SETTLING) {
            (isOn ? with : without).add(asks, nanos);
        }
        if (rounds == SETTLING + ROUNDS_OF_TURN) {
            rounds = 0;
            turnsLeft--;
            isOn = !isOn;
            if (turnsLeft == 0 || turnsLeft == TURNS / 2 && isClear()) {
                decide();
            }
        }
    }

    private boolean isClear() {
        return isFavourite ? with.rate() > CLEAR * without.rate() : without.rate() > CLEAR * with.rate();
    }

    private void decide() {
        turnsLeft = 0;
        boolean pays = with.rate() > MARGIN * without.rate();
        if (pays != isFavourite && !hasLostOnce) {
            hasLostOnce = true;
            begin();
            return;
        }
        pause = pays == isFavourite ? Math.min(PAUSE_MOST, 2 * pause) : PAUSE_LEAST;
        untilContest = pause;
        hasLostOnce = false;
        isFavourite = pays;
        isOn = pays;
    }

    /** Rounds of one side; the slowest quarter does not count, because a ledger pauses now and then whoever asks. */
    private static final class Tally {
        private final List<Round> rounds = new ArrayList<>(TURNS / 2 * ROUNDS_OF_TURN);

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

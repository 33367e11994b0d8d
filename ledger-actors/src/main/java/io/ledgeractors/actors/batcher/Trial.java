package io.ledgeractors.actors.batcher;

/**
 * Finds out by trying whether something that takes time pays: some rounds with it, some without, and what answered more
 * asks in the same time stays, to be tried again later. Pure. Not thread-safe.
 */
final class Trial {
    private static final int SETTLING = 2;
    private static final int ROUNDS = 32;
    private static final int PAUSE_LEAST = 8;
    private static final int PAUSE_MOST = 64;
    // It has to be better by more than chance makes it.
    private static final double MARGIN = 1.05;

    private boolean isOn = true;
    private boolean isTrying;
    private int rounds;
    private long asks;
    private long nanos;
    private double rate;
    private int pause = PAUSE_LEAST;
    private int untilTry = 1;

    /** True if it is to be done. */
    boolean isOn() {
        return isOn;
    }

    /** A round of so many asks took so long. */
    void round(int asksInIt, long took) {
        rounds++;
        if (rounds > SETTLING) {
            asks += asksInIt;
            nanos += took;
        }
        if (rounds == SETTLING + ROUNDS) {
            over((double) asks / Math.max(1, nanos));
            rounds = 0;
            asks = 0;
            nanos = 0;
        }
    }

    private void over(double newRate) {
        if (isTrying) {
            compare(newRate);
        } else {
            rate = newRate;
            if (--untilTry <= 0) {
                isTrying = true;
                isOn = !isOn;
            }
        }
    }

    private void compare(double tried) {
        boolean isBetter = isOn ? tried > MARGIN * rate : MARGIN * tried >= rate;
        if (isBetter) {
            rate = tried;
            pause = PAUSE_LEAST;
        } else {
            isOn = !isOn;
            pause = Math.min(PAUSE_MOST, 2 * pause);
        }
        isTrying = false;
        untilTry = pause;
    }
}

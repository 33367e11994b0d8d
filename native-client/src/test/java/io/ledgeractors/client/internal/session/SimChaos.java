package io.ledgeractors.client.internal.session;

import java.util.Random;

/** Causes random faults until they end, and counts them. */
final class SimChaos {
    static final long MILLI = 1_000_000;

    /** The virtual time at which faults stop, in ns. */
    static final long END = 20_000 * MILLI;

    private final SimTime time;
    private final Random random;
    private final SimCoverage coverage;

    SimChaos(SimTime time, Random random, SimCoverage coverage) {
        this.time = time;
        this.random = random;
        this.coverage = coverage;
    }

    boolean isOver() {
        return time.now() >= END;
    }

    /** Returns true in one of {@code oneIn} calls while there are faults. */
    boolean strikes(SimCoverage.Kind kind, int oneIn) {
        if (isOver() || random.nextInt(oneIn) != 0) {
            return false;
        }
        coverage.saw(kind);
        return true;
    }

    /** Returns the time that a frame is in flight. */
    long delay() {
        return strikes(SimCoverage.Kind.DELAY, 20) ? random.nextInt(3_000) * MILLI : (1 + random.nextInt(5)) * MILLI;
    }

    /** Returns a random time within this number of milliseconds from now, at most the end of faults. */
    long until(int milliseconds) {
        return Math.min(END, time.now() + random.nextInt(milliseconds) * MILLI);
    }

    void saw(SimCoverage.Kind kind) {
        coverage.saw(kind);
    }
}

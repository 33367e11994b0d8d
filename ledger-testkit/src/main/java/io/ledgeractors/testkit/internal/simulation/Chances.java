package io.ledgeractors.testkit.internal.simulation;

import java.util.Random;

/** The random waits of a simulation. The same seed gives the same waits on each JVM. One thread uses it. */
public final class Chances {
    private static final int HOP_MAX = 20_000;
    private static final int BUSY_MAX = 5_000_000;
    private static final int RARELY = 200;
    private static final long LATE_MAX = 20_000_000;

    private final Random random;

    public Chances(long seed) {
        this.random = new Random(seed);
    }

    /** Returns the ns that a message needs from one thread to another; seldom the other thread is busy. */
    public long hop() {
        return random.nextInt(RARELY) == 0 ? random.nextInt(BUSY_MAX) : random.nextInt(HOP_MAX);
    }

    /** Returns the ns of something that takes {@code nanos} as a rule, a little more often, and seldom much more. */
    public long about(long nanos) {
        if (random.nextInt(RARELY) == 0) {
            return nanos + between(0, LATE_MAX);
        }
        return nanos / 2 + between(0, nanos);
    }

    /** Returns a number from {@code least} to {@code most}, both included. */
    public long between(long least, long most) {
        return least + Math.floorMod(random.nextLong(), most - least + 1);
    }

    /** Returns true {@code percent} times of 100. */
    public boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Returns the source of all these, for what needs one of its own. */
    public Random random() {
        return random;
    }

    /** Returns chances that do not depend on how often these were asked before and after. */
    public Chances split() {
        return new Chances(random.nextLong());
    }
}

package io.ledgeractors.vector;

import io.ledgeractors.wire.ChecksumRounds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Compares two implementations of the rounds over the same bytes, until the JIT has compiled both. The other rounds win
 * if each state is the same and they are faster by a quarter, {@value #WINS} times in a row. Not thread-safe.
 */
final class RoundsTrial {
    private static final int BLOCKS = 256;
    private static final int WINS = 32;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final ChecksumRounds present;
    private final ChecksumRounds other;
    private final LongSupplier nanoClock;
    private final byte[] bytes = new byte[BLOCKS * 32];
    private final byte[] presentState = new byte[128];
    private final byte[] otherState = new byte[128];

    RoundsTrial(ChecksumRounds present, ChecksumRounds other, LongSupplier nanoClock) {
        this.present = present;
        this.other = other;
        this.nanoClock = nanoClock;
        new SplittableRandom(1).nextBytes(bytes);
    }

    /** Returns true if the other rounds win. Takes up to 10 s. */
    boolean isOtherBetter() {
        long end = nanoClock.getAsLong() + PATIENCE_NANOS;
        int wins = 0;
        while (wins < WINS && nanoClock.getAsLong() - end < 0) {
            long presentNanos = time(present, presentState);
            long otherNanos = time(other, otherState);
            if (!Arrays.equals(presentState, otherState)) {
                return false;
            }
            wins = otherNanos * 5 < presentNanos * 4 ? wins + 1 : 0;
        }
        return wins == WINS;
    }

    private long time(ChecksumRounds rounds, byte[] state) {
        long start = nanoClock.getAsLong();
        rounds.absorb(state, bytes, 0, BLOCKS);
        return nanoClock.getAsLong() - start;
    }
}

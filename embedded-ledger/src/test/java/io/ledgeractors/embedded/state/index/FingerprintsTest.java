package io.ledgeractors.embedded.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final int MANY = 1 << 20;
    private static final int CHOSEN = 1 << 10;
    private static final long[] SEEDS = {0, 1, -1, 20261129};

    @Test
    void shouldSpreadIdsThatCountUp() {
        for (long seed : SEEDS) {
            Fingerprints prints = new Fingerprints(seed);
            spread(i -> prints.of128(0, i));
            spread(i -> prints.of128(i, 0));
            spread(i -> prints.of128((long) i << 32, 7));
            spread(i -> prints.of128((long) i << 16, 0));
        }
    }

    @Test
    void shouldSpreadNumbers() {
        for (long seed : SEEDS) {
            Fingerprints prints = new Fingerprints(seed);
            spread(prints::of64);
            spread(i -> prints.of64((long) i << 40));
            spread(i -> prints.of64(-i));
        }
    }

    @Test
    void shouldSpreadIdsThatWereChosenToMeetUnderAnotherSeed() {
        Fingerprints known = new Fingerprints(0);
        Fingerprints secret = new Fingerprints(20261129);
        Set<Integer> idsMeet = new HashSet<>();
        Set<Integer> numbersMeet = new HashSet<>();
        int ids = 0;
        int numbers = 0;
        for (long i = 1; ids < CHOSEN || numbers < CHOSEN; i++) {
            if (ids < CHOSEN && known.of128(i << 40, i) >>> 20 == 1) {
                ids++;
                idsMeet.add(secret.of128(i << 40, i) >>> 20);
            }
            if (numbers < CHOSEN && known.of64(i) >>> 20 == 1) {
                numbers++;
                numbersMeet.add(secret.of64(i) >>> 20);
            }
        }
        assertThat(idsMeet).hasSizeGreaterThan(CHOSEN / 2);
        assertThat(numbersMeet).hasSizeGreaterThan(CHOSEN / 2);
    }

    /** A difference that goes unchanged through a product with an odd constant, whatever is mixed in by xor. */
    @Test
    void shouldNotLetADifferenceOfIdsMeetWhateverTheSeed() {
        long inHigh = 1L << 63 | 1L << 31;
        long inLow = 1L << 63 | 1L << 34;
        Random random = new Random(20261129);
        int met = 0;
        for (int i = 0; i < CHOSEN; i++) {
            Fingerprints prints = new Fingerprints(random.nextLong());
            long high = random.nextLong();
            long low = random.nextLong();
            if (prints.of128(high, low) == prints.of128(high ^ inHigh, low ^ inLow)) {
                met++;
            }
        }
        assertThat(met).isLessThan(2);
    }

    /** Few collisions in 2^32, and a place in a table of 2^20 for 63 of 100 as chance has it. */
    private static void spread(IntUnaryOperator print) {
        BitSet places = new BitSet();
        for (int i = 1; i <= MANY; i++) {
            int value = print.applyAsInt(i);
            assertThat(value).isNotZero();
            places.set(value >>> 12);
        }
        assertThat(places.cardinality()).isBetween((int) (0.6 * MANY), MANY);
    }
}

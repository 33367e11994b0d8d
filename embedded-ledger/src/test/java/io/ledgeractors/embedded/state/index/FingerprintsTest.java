package io.ledgeractors.embedded.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
    void shouldSpreadIdsThatWereChosenToCollideUnderAnotherSeed() {
        Fingerprints known = new Fingerprints(0);
        Fingerprints secret = new Fingerprints(20261129);
        Set<Integer> idPlaces = new HashSet<>();
        Set<Integer> numberPlaces = new HashSet<>();
        int ids = 0;
        int numbers = 0;
        for (long i = 1; ids < CHOSEN || numbers < CHOSEN; i++) {
            if (ids < CHOSEN && known.of128(i << 40, i) >>> 20 == 1) {
                ids++;
                idPlaces.add(secret.of128(i << 40, i) >>> 20);
            }
            if (numbers < CHOSEN && known.of64(i) >>> 20 == 1) {
                numbers++;
                numberPlaces.add(secret.of64(i) >>> 20);
            }
        }
        assertThat(idPlaces).hasSizeGreaterThan(CHOSEN / 2);
        assertThat(numberPlaces).hasSizeGreaterThan(CHOSEN / 2);
    }

    /** Tries a difference that survives a product with an odd constant, whatever is mixed in by exclusive or. */
    @Test
    void shouldNotLetIdsOfAChosenDifferenceCollideWhateverTheSeed() {
        long inHigh = 1L << 63 | 1L << 31;
        long inLow = 1L << 63 | 1L << 34;
        Random random = new Random(20261129);
        int collisions = 0;
        for (int i = 0; i < CHOSEN; i++) {
            Fingerprints prints = new Fingerprints(random.nextLong());
            long high = random.nextLong();
            long low = random.nextLong();
            if (prints.of128(high, low) == prints.of128(high ^ inHigh, low ^ inLow)) {
                collisions++;
            }
        }
        assertThat(collisions).isLessThan(2);
    }

    /**
     * Expects the figures of random fingerprints. 2^20 of them occupy 63.2% of the places of a table of 2^20, with a
     * standard deviation of 0.03%. They collide 128 times, with a standard deviation of 11.
     */
    private static void spread(IntUnaryOperator print) {
        BitSet places = new BitSet();
        int[] values = new int[MANY];
        for (int i = 0; i < MANY; i++) {
            values[i] = print.applyAsInt(i + 1);
            places.set(values[i] >>> 12);
        }
        assertThat(places.cardinality()).isBetween((int) (0.625 * MANY), (int) (0.64 * MANY));
        Arrays.sort(values);
        assertThat(Arrays.binarySearch(values, 0))
                .as("the place of a fingerprint 0")
                .isNegative();
        int collisions = 0;
        for (int i = 1; i < MANY; i++) {
            if (values[i] == values[i - 1]) {
                collisions++;
            }
        }
        assertThat(collisions).isBetween(64, 192);
    }
}

package io.ledgeractors.embedded.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final int MANY = 1 << 20;

    @Test
    void shouldSpreadIdsThatCountUp() {
        spread(i -> Fingerprints.of128(0, i));
        spread(i -> Fingerprints.of128(i, 0));
        spread(i -> Fingerprints.of128((long) i << 32, 7));
        spread(i -> Fingerprints.of128((long) i << 16, 0));
    }

    @Test
    void shouldSpreadNumbers() {
        spread(Fingerprints::of64);
        spread(i -> Fingerprints.of64((long) i << 40));
        spread(i -> Fingerprints.of64(-i));
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

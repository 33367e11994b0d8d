package io.ledgeractors.client.session;

import static io.ledgeractors.client.session.Rig.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Random random = new Random(1);

    @Test
    void shouldSpreadRepeatsTwiceAsWideEachTimeUpToTenSeconds() {
        for (int attempt = 1; attempt < 100; attempt++) {
            long spread = Math.min(9_990, 10L << Math.min(attempt, 20)) * MILLI;
            for (int i = 0; i < 100; i++) {
                assertThat(Pace.beforeRepeat(300 * MILLI, attempt, random))
                        .isBetween(610 * MILLI, 610 * MILLI + spread);
            }
        }
    }

    @Test
    void shouldSpreadConnectsTwiceAsWideEachTimeUpToASecond() {
        for (int attempt = 0; attempt < 100; attempt++) {
            long spread = Math.min(950, 50L << Math.min(attempt, 20)) * MILLI;
            for (int i = 0; i < 100; i++) {
                assertThat(Pace.beforeConnect(attempt, random)).isBetween(50 * MILLI, 50 * MILLI + spread);
            }
        }
    }

    @Test
    void shouldMeasureInWholeTicksWithinBounds() {
        assertThat(Pace.roundTrip(1)).isEqualTo(10 * MILLI);
        assertThat(Pace.roundTrip(57 * MILLI)).isEqualTo(50 * MILLI);
        assertThat(Pace.roundTrip(3_600_000 * MILLI)).isEqualTo(60_000 * MILLI);
    }
}

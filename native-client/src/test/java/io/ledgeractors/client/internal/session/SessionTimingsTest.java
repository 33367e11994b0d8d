package io.ledgeractors.client.internal.session;

import static io.ledgeractors.client.internal.session.Rig.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionTimingsTest {
    private final Random random = new Random(1);

    @Test
    void shouldSpreadRepeatsTwiceAsWideEachTimeUpToTenSeconds() {
        for (int attempt = 1; attempt < 100; attempt++) {
            long spread = Math.min(9_990, 10L << Math.min(attempt, 20)) * MILLI;
            for (int i = 0; i < 100; i++) {
                assertThat(SessionTimings.beforeRepeat(300 * MILLI, attempt, random))
                        .isBetween(610 * MILLI, 610 * MILLI + spread);
            }
        }
    }

    @Test
    void shouldSpreadConnectsTwiceAsWideEachTimeUpToASecond() {
        for (int attempt = 0; attempt < 100; attempt++) {
            long spread = Math.min(950, 50L << Math.min(attempt, 20)) * MILLI;
            for (int i = 0; i < 100; i++) {
                assertThat(SessionTimings.beforeConnect(attempt, random)).isBetween(50 * MILLI, 50 * MILLI + spread);
            }
        }
    }

    @Test
    void shouldSetAPlaceAsideTwiceAsLongEachTimeUpToAMinute() {
        for (int attempt = 0; attempt < 100; attempt++) {
            assertThat(SessionTimings.setAside(attempt)).isEqualTo((1_000L << Math.min(attempt, 6)) * MILLI);
        }
    }

    @Test
    void shouldMeasureInWholeTicksWithinBounds() {
        assertThat(SessionTimings.roundTrip(1)).isEqualTo(10 * MILLI);
        assertThat(SessionTimings.roundTrip(57 * MILLI)).isEqualTo(50 * MILLI);
        assertThat(SessionTimings.roundTrip(3_600_000 * MILLI)).isEqualTo(60_000 * MILLI);
    }
}

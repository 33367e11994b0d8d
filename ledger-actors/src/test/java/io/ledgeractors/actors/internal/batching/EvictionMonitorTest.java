package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvictionMonitorTest {
    private static final long SECOND = 1_000_000_000L;

    private final EvictionMonitor crowd = new EvictionMonitor();

    @Test
    void shouldTakeThreeEvictionsInAMinuteForAnAccident() {
        for (int i = 0; i < 3; i++) {
            assertThat(crowd.evicted(i)).isZero();
        }
        assertThat(crowd.evicted(60 * SECOND)).isZero();
    }

    @Test
    void shouldCallFourInAMinuteACrowdUntilTheOldestIsAMinuteAgo() {
        for (int i = 0; i < 3; i++) {
            assertThat(crowd.evicted(-5 + i * SECOND)).isZero();
        }
        assertThat(crowd.evicted(59 * SECOND)).isEqualTo(4);
        assertThat(crowd.until()).isEqualTo(60 * SECOND - 5);
        assertThat(crowd.evicted(60 * SECOND)).isEqualTo(4);
        assertThat(crowd.evicted(90 * SECOND)).isZero();
    }
}

package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvictionMonitorTest {
    private static final long SECOND = 1_000_000_000L;

    private final EvictionMonitor monitor = new EvictionMonitor();

    @Test
    void shouldTakeThreeEvictionsInAMinuteForAnAccident() {
        for (int i = 0; i < 3; i++) {
            assertThat(monitor.evicted(i)).isZero();
        }
        assertThat(monitor.evicted(60 * SECOND)).isZero();
    }

    @Test
    void shouldCallFourInAMinuteACrowdUntilTheOldestIsAMinuteAgo() {
        for (int i = 0; i < 3; i++) {
            assertThat(monitor.evicted(-5 + i * SECOND)).isZero();
        }
        assertThat(monitor.evicted(59 * SECOND)).isEqualTo(4);
        assertThat(monitor.until()).isEqualTo(60 * SECOND - 5);
        assertThat(monitor.evicted(60 * SECOND)).isEqualTo(4);
        assertThat(monitor.evicted(90 * SECOND)).isZero();
    }
}

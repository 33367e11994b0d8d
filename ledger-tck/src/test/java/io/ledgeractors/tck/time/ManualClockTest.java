package io.ledgeractors.tck.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private final ManualClock clock = new ManualClock();

    @Test
    void shouldStandStillUntilItIsMoved() {
        assertThat(clock.realtimeNanos()).isEqualTo(ManualClock.START);
        clock.advance(Duration.ofMillis(3));
        assertThat(clock.realtimeNanos()).isEqualTo(ManualClock.START + 3_000_000);
        assertThat(clock.monotonicNanos()).isEqualTo(3_000_000);
    }

    @Test
    void shouldStepBackOnItsRealSideOnly() {
        clock.advance(Duration.ofSeconds(1));
        clock.setRealtimeNanos(5);
        assertThat(clock.realtimeNanos()).isEqualTo(5);
        assertThat(clock.monotonicNanos()).isEqualTo(1_000_000_000);
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}

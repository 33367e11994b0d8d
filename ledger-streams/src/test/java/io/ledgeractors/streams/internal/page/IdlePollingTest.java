package io.ledgeractors.streams.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdlePollingTest {
    private final IdlePolling polling = new IdlePolling(Duration.ofMillis(10), Duration.ofMillis(50));

    @Test
    void shouldWaitLongerWhileThereIsNothing() {
        assertThat(polling.idle()).isEqualTo(Duration.ofMillis(10));
        assertThat(polling.idle()).isEqualTo(Duration.ofMillis(20));
        assertThat(polling.idle()).isEqualTo(Duration.ofMillis(40));
        for (int i = 0; i < 100; i++) {
            assertThat(polling.idle()).isEqualTo(Duration.ofMillis(50));
        }
        polling.busy();
        assertThat(polling.idle()).isEqualTo(Duration.ofMillis(10));
    }
}

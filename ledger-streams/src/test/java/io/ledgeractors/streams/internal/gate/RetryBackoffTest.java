package io.ledgeractors.streams.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.streams.LedgerStreamSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBackoffTest {
    private static final long MILLI = 1_000_000;

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final RetryBackoff backoff = new RetryBackoff(
            LedgerStreamSettings.create(ConfigFactory.defaultReference().getConfig(LedgerStreamSettings.CONFIG_PATH))
                    .withMinBackoff(Duration.ofMillis(10))
                    .withMaxBackoff(Duration.ofMillis(50)));

    @Test
    void shouldDoubleTheWaitUpToTheGreatest() {
        assertThat(backoff.next(0)).isEqualTo(Duration.ofMillis(10));
        assertThat(backoff.next(1)).isEqualTo(Duration.ofMillis(20));
        assertThat(backoff.next(2)).isEqualTo(Duration.ofMillis(40));
        assertThat(backoff.next(3)).isEqualTo(Duration.ofMillis(50));
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next(4)).isEqualTo(Duration.ofMillis(50));
        }
        backoff.reset();
        assertThat(backoff.next(5)).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void shouldCountTheTimeFromTheFirstRefusal() {
        long start = Long.MAX_VALUE - 50 * MILLI;
        assertThat(backoff.isExhausted(start, PATIENCE)).isFalse();
        backoff.next(start);
        backoff.next(start + 60 * MILLI);
        assertThat(backoff.isExhausted(start + 99 * MILLI, PATIENCE)).isFalse();
        assertThat(backoff.isExhausted(start + 100 * MILLI, PATIENCE)).isTrue();
        backoff.reset();
        assertThat(backoff.isExhausted(start + 200 * MILLI, PATIENCE)).isFalse();
    }
}

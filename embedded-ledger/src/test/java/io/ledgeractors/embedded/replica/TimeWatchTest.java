package io.ledgeractors.embedded.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeWatchTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long NOW = 1_000_000 * SECOND;

    private final TimeWatch watch = new TimeWatch();

    @Test
    void shouldSayOnceAMinuteThatTheClockHasSteppedBack() {
        assertThat(watch.look(NOW, NOW + SECOND, 0)).isNull();
        assertThat(watch.ahead()).isZero();
        assertThat(watch.look(NOW, NOW - 4 * SECOND, SECOND)).isNull();
        assertThat(watch.look(NOW, NOW - 400 * SECOND, 2 * SECOND))
                .contains("400 s ahead")
                .contains("do not expire");
        assertThat(watch.ahead()).isEqualTo(400 * SECOND);
        assertThat(watch.look(NOW, NOW - 399 * SECOND, 61 * SECOND)).isNull();
        assertThat(watch.look(NOW, NOW - 340 * SECOND, 62 * SECOND)).contains("340 s ahead");
        assertThat(watch.look(NOW, NOW, 63 * SECOND)).isNull();
        assertThat(watch.ahead()).isZero();
        assertThat(watch.look(NOW, NOW - 9 * SECOND, 64 * SECOND)).as("anew").contains("9 s ahead");
    }
}

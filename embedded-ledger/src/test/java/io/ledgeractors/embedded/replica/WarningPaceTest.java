package io.ledgeractors.embedded.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarningPaceTest {
    private static final long MINUTE = 60_000_000_000L;

    private final WarningPace pace = new WarningPace();

    @Test
    void shouldLetAWarningThroughOnceAMinute() {
        assertThat(pace.isDue(-5)).isTrue();
        assertThat(pace.isDue(MINUTE - 6)).isFalse();
        assertThat(pace.isDue(MINUTE - 5)).isTrue();
    }

    @Test
    void shouldLetAWarningThroughAtOnceWhenItsReasonIsNew() {
        assertThat(pace.isDue(0)).isTrue();
        pace.reset();
        assertThat(pace.isDue(1)).isTrue();
    }
}

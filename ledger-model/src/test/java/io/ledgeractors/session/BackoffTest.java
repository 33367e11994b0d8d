package io.ledgeractors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(100, 1_000);
    private final Random random = new Random(1);

    @Test
    void shouldDoubleUpToTheLongestWait() {
        long[] waits = {100, 200, 400, 800, 1_000, 1_000};
        for (int attempt = 0; attempt < waits.length; attempt++) {
            assertThat(backoff.nanos(attempt)).isEqualTo(waits[attempt]);
        }
        assertThat(backoff.nanos(Integer.MAX_VALUE)).isEqualTo(1_000);
    }

    @Test
    void shouldNotOverflowForAnyNumberOfAttempts() {
        Backoff widest = new Backoff(3, Long.MAX_VALUE);
        long before = 0;
        for (int attempt = 0; attempt < 200; attempt++) {
            assertThat(widest.nanos(attempt)).as("attempt %d", attempt).isGreaterThanOrEqualTo(before);
            before = widest.nanos(attempt);
        }
        assertThat(before).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldKeepJitterInTheUpperHalfAndUseAllOfIt() {
        for (int attempt = 0; attempt < 10; attempt++) {
            long longest = backoff.nanos(attempt);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 1_000; i++) {
                long wait = backoff.jittered(attempt, random);
                assertThat(wait).isBetween(longest / 2, longest);
                least = Math.min(least, wait);
            }
            assertThat(least).isLessThan(longest * 6 / 10);
        }
    }

    @Test
    void shouldSpreadFromZeroToTheWholeWait() {
        long greatest = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10_000; i++) {
            long wait = backoff.spread(1, random);
            assertThat(wait).isBetween(0L, 200L);
            greatest = Math.max(greatest, wait);
            least = Math.min(least, wait);
        }
        assertThat(greatest).isEqualTo(200);
        assertThat(least).isZero();
    }

    @Test
    void shouldRefuseWaitsThatAreNone() {
        assertThat(Backoff.between(Duration.ofNanos(5), Duration.ofNanos(5)).nanos(9))
                .isEqualTo(5);
        assertRefused(0, 1);
        assertRefused(-1, 1);
        assertRefused(2, 1);
    }

    private static void assertRefused(long min, long max) {
        assertThatThrownBy(() -> new Backoff(min, max))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(min + " and " + max + " ns");
    }
}

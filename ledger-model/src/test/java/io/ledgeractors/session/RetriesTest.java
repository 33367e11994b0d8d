package io.ledgeractors.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final long STEADY = 60;

    private final Retries retries = new Retries(new Backoff(10, 50));

    @Test
    void shouldDoubleTheWaitUntilItIsReset() {
        assertThat(retries.failed(0)).isEqualTo(10);
        assertThat(retries.failed(1)).isEqualTo(20);
        assertThat(retries.failed(2)).isEqualTo(40);
        assertThat(retries.failed(3)).isEqualTo(50);
        assertThat(retries.failed(4)).isEqualTo(50);
        retries.reset();
        assertThat(retries.failed(5)).isEqualTo(10);
    }

    @Test
    void shouldCountTheTimeFromTheFirstFailure() {
        Duration timeout = Duration.ofNanos(100);
        long start = Long.MAX_VALUE - 50;
        assertThat(retries.isExhausted(start, timeout)).isFalse();
        retries.failed(start);
        retries.failed(start + 60);
        assertThat(retries.isExhausted(start + 99, timeout)).isFalse();
        assertThat(retries.isExhausted(start + 100, timeout)).isTrue();
        retries.reset();
        assertThat(retries.isExhausted(start + 200, timeout)).isFalse();
    }

    @Test
    void shouldStartAgainAfterASuccessThatLasted() {
        retries.failed(0);
        retries.failed(0);
        retries.succeeded(10);
        assertThat(retries.failed(10 + STEADY, STEADY)).isEqualTo(10);
    }

    @Test
    void shouldGoOnDoublingAfterASuccessThatDidNotLast() {
        retries.failed(0);
        retries.succeeded(10);
        assertThat(retries.failed(9 + STEADY, STEADY)).isEqualTo(20);
        assertThat(retries.failed(10 + STEADY, STEADY))
                .as("without a success in between")
                .isEqualTo(40);
    }

    @Test
    void shouldTakeAwayARandomPartOfUpToAHalf() {
        Retries random = new Retries(new Backoff(100, 1_000), new Random(1));
        for (long longest : new long[] {100, 200, 400, 800, 1_000, 1_000}) {
            assertThat(random.failed(0)).isBetween(longest / 2, longest);
        }
    }
}

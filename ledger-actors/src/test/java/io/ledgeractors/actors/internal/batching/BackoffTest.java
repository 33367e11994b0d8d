package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long MINUTE = 60_000_000_000L;

    private final Backoff backoff = new Backoff(100, 1_000, new Random(1));

    @Test
    void shouldDoubleWithJitterUpToTheLongestWait() {
        long[] greatest = {100, 200, 400, 800, 1_000, 1_000};
        for (long most : greatest) {
            assertThat(backoff.next(0)).isBetween(most / 2, most);
        }
    }

    @Test
    void shouldStartAgainAfterASessionThatLivedForAMinute() {
        backoff.next(0);
        backoff.next(0);
        backoff.registered(10);
        assertThat(backoff.next(10 + MINUTE)).isBetween(50L, 100L);
    }

    @Test
    void shouldGoOnDoublingAfterASessionThatDiedSoon() {
        backoff.next(0);
        backoff.registered(10);
        assertThat(backoff.next(11)).isBetween(100L, 200L);
        assertThat(backoff.next(10 + MINUTE)).as("without a session in between").isBetween(200L, 400L);
    }
}

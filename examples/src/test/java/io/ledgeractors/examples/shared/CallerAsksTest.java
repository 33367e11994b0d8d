package io.ledgeractors.examples.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CallerAsksTest {
    private final AskCounter counter = new AskCounter();
    private final CallerAsks asks = new CallerAsks(counter);

    @Test
    void shouldCountOneAnswerForEachAsk() {
        for (int i = 0; i < 3; i++) {
            asks.ask();
            assertThat(asks.answered()).isTrue();
        }
        assertThat(counter.counts()).isEqualTo(new AskCounts(3, 3, 0, 0, 0));
        assertThat(counter.counts().open()).isZero();
    }

    @Test
    void shouldFindAnAnswerTooMany() {
        asks.ask();
        asks.answered();
        assertThat(asks.answered()).isFalse();
        assertThat(counter.counts()).isEqualTo(new AskCounts(1, 1, 0, 0, 1));
    }

    @Test
    void shouldAllowOneLateAnswerForEachTimeOut() {
        assertThat(asks.timedOut(asks.ask())).isTrue();
        assertThat(asks.answered()).isFalse();
        assertThat(counter.counts()).isEqualTo(new AskCounts(1, 0, 1, 1, 0));
        assertThat(asks.answered()).isFalse();
        assertThat(counter.counts().surplus()).isOne();
    }

    @Test
    void shouldIgnoreTheTimeOutOfAnAnsweredAsk() {
        int first = asks.ask();
        asks.answered();
        assertThat(asks.timedOut(first)).isFalse();
        asks.ask();
        assertThat(asks.timedOut(first)).isFalse();
        assertThat(counter.counts()).isEqualTo(new AskCounts(2, 1, 0, 0, 0));
        assertThat(counter.counts().open()).isOne();
    }

    @Test
    void shouldHaveOneOpenAskAtMost() {
        asks.ask();
        assertThatThrownBy(asks::ask).isInstanceOf(IllegalStateException.class);
    }
}

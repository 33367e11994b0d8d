package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.message.Intervention;
import io.ledgeractors.actors.message.RawReply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Asks whose way a test changes. */
class InterventionTest {
    private final CoreHarness core = CoreHarness.registered();
    private final List<Integer> left = new ArrayList<>();

    @Test
    void shouldSendSuchAnAskInARequestOfItsOwn() {
        core.ask(TestAsk.create(1, 1));
        core.ask(TestAsk.create(2, 1));
        core.ask(sent(3));
        core.ask(TestAsk.create(4, 1));
        core.ask(sent(5));
        core.reply();
        core.reply();
        core.reply();
        core.reply();
        assertThat(core.requests()).containsExactly(List.of(1), List.of(2, 4), List.of(3), List.of(5));
        assertThat(left).containsExactly(3, 5);
        assertThat(core.answers).hasSize(5);
    }

    @Test
    void shouldTellTheInterventionJustBeforeTheRequestIsSubmitted() {
        core.ask(TestAsk.create(1, 1));
        TestAsk second = TestAsk.create(2, 1);
        core.ask(second.intervened(() -> {
            left.add(core.sent.size());
            return null;
        }));
        assertThat(left).isEmpty();
        core.reply();
        assertThat(left).containsExactly(1);
        assertThat(core.last().asks()).containsExactly(2);
    }

    @Test
    void shouldTellItAgainWhenTheSessionDidNotSendTheRequest() {
        core.ask(sent(1));
        core.notSent();
        core.register(core.limits);
        core.reply();
        assertThat(left).containsExactly(1, 1);
        assertThat(core.answers).containsEntry(1, "results");
    }

    @Test
    void shouldGiveMadeUpResultsInTheOrderOfTheKeyAndSendNothing() {
        core.ask(TestAsk.create(1, 1).withOrder(9));
        core.ask(madeUp(2, 3));
        core.ask(TestAsk.create(3, 1).withOrder(9));
        assertThat(core.answers).isEmpty();
        core.reply();
        assertThat(core.answerOrder).containsExactly(1, 2);
        core.reply();
        assertThat(core.answerOrder).containsExactly(1, 2, 3);
        assertThat(core.requests()).containsExactly(List.of(1), List.of(3));
        assertThat(core.core.queuedEvents()).isZero();
    }

    @Test
    void shouldGiveManyMadeUpResultsOneAfterTheOther() {
        core.ask(TestAsk.create(0, 1).withOrder(9));
        for (int i = 1; i <= 5_000; i++) {
            core.ask(madeUp(i, 1));
        }
        core.reply();
        assertThat(core.answerOrder).hasSize(5_001).isSorted();
        assertThat(core.failures).isZero();
    }

    @Test
    void shouldRefuseTheAskWhoseInterventionThrows() {
        core.ask(TestAsk.create(1, 1).intervened(() -> {
            throw new IllegalStateException("thrown on purpose");
        }));
        core.ask(TestAsk.create(2, 1));
        core.reply();
        assertThat(core.answers).containsEntry(1, "FAILED").containsEntry(2, "results");
    }

    private TestAsk sent(int number) {
        Intervention sends = () -> {
            left.add(number);
            return null;
        };
        return TestAsk.create(number, 1).intervened(sends);
    }

    private TestAsk madeUp(int number, int count) {
        TestAsk ask = TestAsk.create(number, count).withOrder(9);
        return ask.intervened(() -> new RawReply.Results(CoreHarness.madeUpResults(ask), 7));
    }
}

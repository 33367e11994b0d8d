package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final long MILLI = 1_000_000;

    private final CoreHarness core = new CoreHarness(new QueueBounds(1 << 20, 1 << 30), new Timing(0, 0, 100 * MILLI));

    private void passes(long millis) {
        core.now += millis * MILLI;
        core.tick();
    }

    @Test
    void shouldRefuseWhatWasNeverSentWhenItsTimeIsOver() {
        core.ask(TestAsk.create(1, 1).within(10 * MILLI));
        core.ask(TestAsk.create(2, 1).within(20 * MILLI));
        core.ask(TestAsk.create(3, 1));
        passes(9);
        assertThat(core.answers).isEmpty();
        passes(2);
        assertThat(core.answers).containsExactly(entry(1, "TIMED_OUT"));
        passes(50);
        assertThat(core.answers).containsOnly(entry(1, "TIMED_OUT"), entry(2, "TIMED_OUT"));
        passes(50);
        assertThat(core.answers).containsEntry(3, "TIMED_OUT");
        assertThat(core.core.queuedEvents()).isZero();
        core.register(Limits.DEFAULT);
        assertThat(core.sent).isEmpty();
    }

    @Test
    void shouldReportWhatTheLedgerHasAsUnknownAndNothingMore() {
        core.register(Limits.DEFAULT);
        core.ask(TestAsk.create(1, 1).within(10 * MILLI));
        passes(11);
        assertThat(core.answers).containsExactly(entry(1, "unknown"));
        core.reply();
        assertThat(core.answers).hasSize(1);
    }

    @Test
    void shouldTakeItOutOfTheRequestThatItJoinedAndLeaveTheOthers() {
        core.register(Limits.DEFAULT);
        core.ask(TestAsk.create(1, 1).within(0));
        core.ask(TestAsk.create(2, 1).withOrder(7).within(0));
        core.ask(TestAsk.create(3, 2).within(10 * MILLI));
        core.ask(TestAsk.create(4, 1).withOrder(7).within(0));
        core.ask(TestAsk.create(5, 1).with(Operation.LOOKUP_ACCOUNTS).within(10 * MILLI));
        core.ask(TestAsk.create(6, 8_000).inBulk().within(0));
        core.ask(TestAsk.create(7, 8_000).inBulk().within(10 * MILLI));
        passes(11);
        assertThat(core.answers).containsOnly(entry(3, "TIMED_OUT"), entry(5, "TIMED_OUT"), entry(7, "TIMED_OUT"));
        core.reply();
        core.reply();
        assertThat(core.requests()).containsExactly(List.of(1), List.of(2, 4, 6));
        assertThat(core.core.queuedEvents()).isZero();
        assertThat(core.core.queuedBytes()).isZero();
    }

    @Test
    void shouldNotLimitBulkUnlessItSaysSo() {
        core.ask(TestAsk.create(1, 1).inBulk());
        passes(5_000);
        assertThat(core.answers).isEmpty();
    }

    @Test
    void shouldRefuseAndDoubtWhileARequestIsBeingResolved() {
        core.register(Limits.DEFAULT);
        core.ask(TestAsk.create(1, 1).within(10 * MILLI));
        core.ask(TestAsk.create(2, 1).within(10 * MILLI));
        core.lost(false);
        passes(11);
        assertThat(core.answers).containsOnly(entry(1, "unknown"), entry(2, "TIMED_OUT"));
        core.register(Limits.DEFAULT);
        core.reply();
        assertThat(core.answers).hasSize(2);
    }

    @Test
    void shouldNotAskForMoreWakeUpsThanNeeded() {
        core.register(Limits.DEFAULT);
        for (int i = 0; i < 10_000; i++) {
            core.ask(TestAsk.create(i, 1));
            core.reply();
        }
        assertThat(core.wakeUps).isEqualTo(1);
        core.ask(TestAsk.create(10_000, 1));
        passes(101);
        assertThat(core.wakeUps).isLessThan(4);
        assertThat(core.answers).containsEntry(10_000, "unknown");
    }
}

package io.ledgeractors.actors.payment.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.UInt128;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many payments at one desk: memory, time, failures. */
class DeskTest implements Hands<String> {
    private final FlowHarness world = new FlowHarness();
    private final Desk<String> desk = new Desk<>(Some.SETTINGS, this);
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private final List<PaymentReply> replies = new ArrayList<>();
    private final List<PaymentId> resumed = new ArrayList<>();
    private final List<PaymentId> failed = new ArrayList<>();
    private PaymentStep.@Nullable Result step = PaymentStep.Result.capture();
    private boolean isAway;
    private boolean isBroken;
    private long wakeAt = Long.MAX_VALUE;
    private long now = Some.START;

    @Override
    public void create(Work<String> work, Effect.Create<String> create) {
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
        answers.add(
                () -> desk.created(work, create.number(), reply(world.ledger.create(create.transfers(), now)), now));
    }

    @Override
    public void lookUp(Work<String> work, Effect.LookUp<String> lookUp) {
        answers.add(() -> desk.found(work, lookUp.number(), reply(world.ledger.lookUp(lookUp.ids(), now)), now));
    }

    private <R> LedgerReply<R> reply(LedgerReply<R> reply) {
        return isAway ? new LedgerReply.Unknown<>(List.of(), "away") : reply;
    }

    @Override
    public PaymentStep.@Nullable Result call(Work<String> work, Effect.CallStep<String> call) {
        return step;
    }

    @Override
    public void tell(String asker, PaymentReply reply) {
        replies.add(reply);
    }

    @Override
    public void resume(PaymentId id) {
        resumed.add(id);
    }

    @Override
    public void wake(long time) {
        wakeAt = time;
    }

    @Override
    public void failed(PaymentId id, RuntimeException failure) {
        failed.add(id);
    }

    private static Payment payment(int number) {
        return Payment.twoPhase(new PaymentId(UInt128.of(6, (long) number << 16)), List.of(Some.leg(1, 2, 1)));
    }

    private void pay(int number) {
        Payment payment = payment(number);
        desk.handle(payment.id(), new Request.Pay<>(new Job(payment, 0, now + 60 * Some.SECOND), "caller"), now);
        answer();
    }

    private void answer() {
        while (!answers.isEmpty()) {
            answers.remove().run();
        }
    }

    private void sleepUntilWoken() {
        assertThat(wakeAt).as("it is to be woken").isLessThan(Long.MAX_VALUE);
        now = wakeAt;
        wakeAt = Long.MAX_VALUE;
        desk.tick(now);
        answer();
    }

    @Test
    void shouldPayAndForgetAfterAWhile() {
        pay(1);
        pay(2);
        assertThat(replies).hasSize(2).allMatch(reply -> reply instanceof PaymentReply.Paid);
        assertThat(desk.size()).isEqualTo(2);
        sleepUntilWoken();
        assertThat(desk.size()).isZero();
        assertThat(now - Some.START)
                .isBetween(
                        Some.SETTINGS.passivateAfter().toNanos(),
                        2 * Some.SETTINGS.passivateAfter().toNanos());
    }

    @Test
    void shouldRememberOnlySoManyThatHaveEnded() {
        for (int number = 1; number <= 1_000; number++) {
            pay(number);
        }
        assertThat(replies).hasSize(1_000).allMatch(reply -> reply instanceof PaymentReply.Paid);
        assertThat(desk.size()).isEqualTo(Desk.RESTING_MAX);
    }

    @Test
    void shouldKeepEachPaymentThatWaitsForItsStep() {
        step = null;
        for (int number = 1; number <= 1_000; number++) {
            pay(number);
        }
        assertThat(desk.size()).isEqualTo(1_000);
        while (replies.size() < 1_000) {
            sleepUntilWoken();
        }
        assertThat(replies)
                .allMatch(reply -> reply instanceof PaymentReply.Refused refused
                        && refused.reason() == PaymentRefusal.STEP_TIMED_OUT);
        assertThat(world.account(1).debitsPending()).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldForgetWhatWasResumedWithNobodyWaiting() {
        desk.handle(payment(1).id(), new Request.Resume<>(), now);
        answer();
        sleepUntilWoken();
        assertThat(replies).isEmpty();
        assertThat(desk.size()).isZero();
    }

    @Test
    void shouldForgetWhatFailedOnceItHasEnded() {
        isBroken = true;
        pay(1);
        isBroken = false;
        pay(1);
        assertThat(replies).last().isInstanceOf(PaymentReply.Paid.class);
        while (desk.size() > 0) {
            sleepUntilWoken();
        }
        assertThat(replies).hasSize(2);
    }

    @Test
    void shouldAskAgainAfterAWhile() {
        isAway = true;
        pay(1);
        assertThat(replies).isEmpty();
        isAway = false;
        sleepUntilWoken();
        assertThat(replies).hasSize(1).first().isInstanceOf(PaymentReply.Paid.class);
        assertThat(now - Some.START).isEqualTo(Some.SETTINGS.minBackoff().toNanos());
    }

    @Test
    void shouldEndTheWorkAtAPaymentThatFailsAndTakeItUpLater() {
        step = null;
        pay(1);
        pay(2);
        isBroken = true;
        pay(3);
        assertThat(failed).containsExactly(payment(3).id());
        assertThat(replies).hasSize(1).first().isInstanceOf(PaymentReply.Undecided.class);
        isBroken = false;
        step = PaymentStep.Result.capture();
        desk.handle(payment(3).id(), new Request.Get<>("other"), now);
        answer();
        sleepUntilWoken();
        assertThat(failed).hasSize(1);
        assertThat(replies).hasSize(2).last().isInstanceOf(PaymentReply.NoTrace.class);
        assertThat(resumed).isEmpty();
        desk.stop("moved");
        assertThat(replies).hasSize(4);
        assertThat(resumed)
                .containsExactlyInAnyOrder(payment(1).id(), payment(2).id());
        assertThat(desk.size()).isZero();
    }

    @Test
    void shouldHaveResumedElsewhereWhatFailedWhenItStops() {
        isBroken = true;
        pay(1);
        desk.stop("moved");
        assertThat(resumed).containsExactly(payment(1).id());
    }

    @Test
    void shouldIgnoreWhatComesForAPaymentThatIsGone() {
        Payment payment = payment(1);
        desk.handle(payment.id(), new Request.Pay<>(new Job(payment, 0, now + 60 * Some.SECOND), "caller"), now);
        desk.stop("moved");
        answer();
        assertThat(replies).hasSize(1).first().isInstanceOf(PaymentReply.Undecided.class);
        assertThat(desk.size()).isZero();
    }
}

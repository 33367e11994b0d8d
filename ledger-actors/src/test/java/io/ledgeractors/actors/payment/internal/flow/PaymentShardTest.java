package io.ledgeractors.actors.payment.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.payment.internal.stage.PaymentAttempt;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.UInt128;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests a shard with many payments: memory, timers and failures. */
class PaymentShardTest implements EffectHandler<String> {
    private final FlowHarness world = new FlowHarness();
    private final PaymentShard<String> shard = new PaymentShard<>(SomePayments.SETTINGS, this);
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private final List<PaymentOutcome> replies = new ArrayList<>();
    private final List<PaymentId> resumed = new ArrayList<>();
    private final List<PaymentId> failed = new ArrayList<>();
    private PaymentStep.@Nullable Result step = PaymentStep.Result.capture();
    private boolean isAway;
    private boolean isBroken;
    private long wakeAt = Long.MAX_VALUE;
    private long now = SomePayments.START;

    @Override
    public void create(PaymentSlot<String> slot, PaymentEffect.Create<String> create) {
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
        answers.add(
                () -> shard.created(slot, create.number(), reply(world.ledger.create(create.transfers(), now)), now));
    }

    @Override
    public void lookUp(PaymentSlot<String> slot, PaymentEffect.LookUp<String> lookUp) {
        answers.add(() -> shard.found(slot, lookUp.number(), reply(world.ledger.lookUp(lookUp.ids(), now)), now));
    }

    private <R> LedgerReply.Outcome<R> reply(LedgerReply.Outcome<R> reply) {
        return isAway ? new LedgerReply.Unknown<>(List.of(), "away") : reply;
    }

    @Override
    public PaymentStep.@Nullable Result call(PaymentSlot<String> slot, PaymentEffect.CallStep<String> call) {
        return step;
    }

    @Override
    public void tell(String asker, PaymentOutcome reply) {
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
        return Payment.twoPhase(new PaymentId(UInt128.of(6, (long) number << 16)), List.of(SomePayments.leg(1, 2, 1)));
    }

    private void pay(int number) {
        Payment payment = payment(number);
        shard.handle(
                payment.id(),
                new PaymentRequest.Pay<>(new PaymentAttempt(payment, 0, now + 60 * SomePayments.SECOND), "caller"),
                now);
        answer();
    }

    private void answer() {
        while (!answers.isEmpty()) {
            answers.remove().run();
        }
    }

    private void sleepUntilWoken() {
        assertThat(wakeAt).as("the time at which the shard wants to be woken").isLessThan(Long.MAX_VALUE);
        now = wakeAt;
        wakeAt = Long.MAX_VALUE;
        shard.tick(now);
        answer();
    }

    @Test
    void shouldPayAndForgetAfterAWhile() {
        pay(1);
        pay(2);
        assertThat(replies).hasSize(2).allMatch(reply -> reply instanceof PaymentOutcome.Paid);
        assertThat(shard.size()).isEqualTo(2);
        sleepUntilWoken();
        assertThat(shard.size()).isZero();
        assertThat(now - SomePayments.START)
                .isBetween(
                        SomePayments.SETTINGS.passivateAfter().toNanos(),
                        2 * SomePayments.SETTINGS.passivateAfter().toNanos());
    }

    @Test
    void shouldRememberOnlySoManyThatHaveEnded() {
        for (int number = 1; number <= 1_000; number++) {
            pay(number);
        }
        assertThat(replies).hasSize(1_000).allMatch(reply -> reply instanceof PaymentOutcome.Paid);
        assertThat(shard.size()).isEqualTo(PaymentShard.REMEMBERED_MAX);
    }

    @Test
    void shouldKeepEachPaymentThatWaitsForItsStep() {
        step = null;
        for (int number = 1; number <= 1_000; number++) {
            pay(number);
        }
        assertThat(shard.size()).isEqualTo(1_000);
        while (replies.size() < 1_000) {
            sleepUntilWoken();
        }
        assertThat(replies)
                .allMatch(reply -> reply instanceof PaymentOutcome.Refused refused
                        && refused.reason() == PaymentRefusal.STEP_TIMED_OUT);
        assertThat(world.account(1).debitsPending()).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldForgetWhatWasResumedWithNobodyWaiting() {
        shard.handle(payment(1).id(), new PaymentRequest.Resume<>(), now);
        answer();
        sleepUntilWoken();
        assertThat(replies).isEmpty();
        assertThat(shard.size()).isZero();
    }

    @Test
    void shouldForgetWhatFailedOnceItHasEnded() {
        isBroken = true;
        pay(1);
        isBroken = false;
        pay(1);
        assertThat(replies).last().isInstanceOf(PaymentOutcome.Paid.class);
        while (shard.size() > 0) {
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
        assertThat(replies).hasSize(1).first().isInstanceOf(PaymentOutcome.Paid.class);
        assertThat(now - SomePayments.START)
                .isEqualTo(SomePayments.SETTINGS.minBackoff().toNanos());
    }

    @Test
    void shouldEndTheWorkAtAPaymentThatFailsAndTakeItUpLater() {
        step = null;
        pay(1);
        pay(2);
        isBroken = true;
        pay(3);
        assertThat(failed).containsExactly(payment(3).id());
        assertThat(replies).hasSize(1).first().isInstanceOf(PaymentOutcome.Undecided.class);
        isBroken = false;
        step = PaymentStep.Result.capture();
        shard.handle(payment(3).id(), new PaymentRequest.GetState<>("other"), now);
        answer();
        sleepUntilWoken();
        assertThat(failed).hasSize(1);
        assertThat(replies).hasSize(2).last().isInstanceOf(PaymentOutcome.NotFound.class);
        assertThat(resumed).isEmpty();
        shard.stop("moved");
        assertThat(replies).hasSize(4);
        assertThat(resumed)
                .containsExactlyInAnyOrder(payment(1).id(), payment(2).id());
        assertThat(shard.size()).isZero();
    }

    @Test
    void shouldHaveResumedElsewhereWhatFailedWhenItStops() {
        isBroken = true;
        pay(1);
        shard.stop("moved");
        assertThat(resumed).containsExactly(payment(1).id());
    }

    @Test
    void shouldIgnoreWhatComesForAPaymentThatIsGone() {
        Payment payment = payment(1);
        shard.handle(
                payment.id(),
                new PaymentRequest.Pay<>(new PaymentAttempt(payment, 0, now + 60 * SomePayments.SECOND), "caller"),
                now);
        shard.stop("moved");
        answer();
        assertThat(replies).hasSize(1).first().isInstanceOf(PaymentOutcome.Undecided.class);
        assertThat(shard.size()).isZero();
    }
}

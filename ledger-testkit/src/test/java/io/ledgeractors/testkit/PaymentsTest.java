package io.ledgeractors.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.actors.payment.model.StateReply;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests payments of a kit, their steps and their time. */
class PaymentsTest {
    @RegisterExtension
    final LedgerTestKit kit =
            LedgerTestKit.inMemory(LedgerTestKitSettings.create().withCluster());

    private final PaymentId id = PaymentId.ofKey("order 1");

    @BeforeEach
    void fund() {
        kit.account(1).debitsMustNotExceedCredits().create();
        kit.accounts(2);
        kit.fund(1, 100);
    }

    private static PaymentSettings settings(ActorSystem<?> system) {
        return PaymentSettings.create(system, "orders", 10, 1);
    }

    private Payments start(PaymentStep step) {
        return kit.startPayments(settings(kit.system()), step);
    }

    private Payment payment() {
        return Payment.twoPhase(id, List.of(new Leg(UInt128.of(1), UInt128.of(2), UInt128.of(60), 1)));
    }

    private CompletionStage<PayReply> pay(Payments payments, int attempt) {
        return payments.workflow(id).pay(payment(), attempt, kit.now().plusSeconds(60));
    }

    private PayReply.Refused refused(CompletionStage<PayReply> reply) {
        return (PayReply.Refused) kit.await(reply);
    }

    @Test
    void shouldPayWhenTheStepEnds() {
        TestPaymentStep step = TestPaymentStep.hanging();
        CompletionStage<PayReply> reply = pay(start(step), 0);
        TestPaymentStep.StepCall call = step.expectCall();
        kit.assertAccount(1).debitsPending(60);
        call.capture(List.of(UInt128.of(50)));
        assertThat(kit.await(reply)).isInstanceOf(PayReply.Paid.class);
        kit.assertAccount(1).debitsPosted(50).debitsPending(0);
    }

    @Test
    void shouldReleaseTheMoneyWhenTheStepDeclinesOrFails() {
        TestPaymentStep step = TestPaymentStep.hanging();
        Payments payments = start(step);
        CompletionStage<PayReply> declined = pay(payments, 0);
        step.expectCall().decline("out of stock");
        assertThat(refused(declined).detail()).isEqualTo("out of stock");
        CompletionStage<PayReply> failed = pay(payments, 1);
        step.expectCall().fail(new IllegalStateException("the warehouse burns"));
        assertThat(refused(failed).reason()).isEqualTo(PaymentRefusal.STEP_FAILED);
        CompletionStage<PayReply> paid = pay(payments, 2);
        step.expectCall().capture();
        assertThat(kit.await(paid)).isInstanceOf(PayReply.Paid.class);
        assertThat(step.calls(id)).extracting(PaymentStep.Call::attempt).containsExactly(0, 1, 2);
        kit.assertAccount(1).debitsPosted(60).debitsPending(0);
    }

    @Test
    void shouldEndStepsAtOnceIfTold() {
        Payments payments = start(TestPaymentStep.ending(PaymentStep.Result.capture()));
        assertThat(kit.await(pay(payments, 0))).isInstanceOf(PayReply.Paid.class);
        kit.assertConserved();
    }

    @Test
    void shouldGiveAHangingStepUpAtItsTime() {
        TestPaymentStep step = TestPaymentStep.hanging();
        Payments payments = start(step);
        CompletionStage<PayReply> reply = pay(payments, 0);
        PaymentStep.Call call = step.expectCall().call();
        assertThat(call.until()).isBeforeOrEqualTo(kit.now().plusSeconds(59));
        kit.advanceTo(call.until().minusNanos(1));
        assertThat(kit.await(payments.workflow(id).state())).isInstanceOf(StateReply.Open.class);
        kit.advanceTo(call.until());
        assertThat(refused(reply).reason()).isEqualTo(PaymentRefusal.STEP_TIMED_OUT);
        kit.assertAccount(1).debitsPending(0).debitsPosted(0);
    }

    @Test
    void shouldProcessWhatWasSentBeforeTheTimeMoves() {
        Payments payments = start(TestPaymentStep.hanging());
        CompletionStage<PayReply> reply = pay(payments, 0);
        kit.advance(Duration.ofDays(1));
        assertThat(refused(reply).reason()).isEqualTo(PaymentRefusal.STEP_TIMED_OUT);
    }

    @Test
    void shouldRefuseAPaymentWhoseDeadlineHasPassed() {
        Payments payments = start(TestPaymentStep.hanging());
        CompletionStage<PayReply> late =
                payments.workflow(id).pay(payment(), kit.now().minusSeconds(1));
        assertThat(refused(late).reason()).isEqualTo(PaymentRefusal.DEADLINE);
    }

    @Test
    void shouldResumePaymentsOfALostNodeWhenTheScannerScansAgain() throws Exception {
        try (LedgerTestKit other =
                LedgerTestKit.create(LedgerTestKitSettings.create().withCluster())) {
            Ledger joined = kit.join(other.system());
            assertThat(Ledger.get(other.system())).isSameAs(joined);
            TestPaymentStep survivors = TestPaymentStep.hanging();
            Payments surviving = start(survivors);
            TestPaymentStep lost = TestPaymentStep.hanging();
            Payments losing = Payments.init(other.system(), settings(other.system()), lost);
            pay(losing, 0);
            lost.expectCall();
            other.system().terminate();
            other.system().getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
            kit.assertAccount(1).debitsPending(60);

            kit.advance(settings(kit.system()).scanAgainAfter());
            survivors.expectCall().capture();
            assertThat(kit.await(pay(surviving, 0))).isInstanceOf(PayReply.Paid.class);
            assertThat(survivors.calls(id)).hasSize(1);
            kit.assertAccount(1).debitsPosted(60).debitsPending(0);
        }
    }
}

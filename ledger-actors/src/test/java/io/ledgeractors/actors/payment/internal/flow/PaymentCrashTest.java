package io.ledgeractors.actors.payment.internal.flow;

import static io.ledgeractors.actors.payment.internal.flow.SomePayments.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.internal.stage.TransferPlan;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.UInt128;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills a payment and all its callers at each of its effects. The scanner must find the payment and end it. */
class PaymentCrashTest {
    private static final Payment SPLIT = SomePayments.payment(leg(1, 2, 50), leg(1, 3, 30));
    private static final int POINTS = 6;

    /**
     * Kills the payment after this number of effects. The ledger carried out the last one if {@code isExecuted} is
     * true.
     */
    private static FlowHarness killedAfter(int effects, boolean isExecuted, PaymentStep.Result step) {
        FlowHarness flow = new FlowHarness();
        flow.step = step;
        flow.lost = effect -> flow.done.size() > effects;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SPLIT, 0, 60), "caller"));
        PaymentEffect<String> last = flow.done.get(flow.done.size() - 1);
        if (isExecuted && last instanceof PaymentEffect.Create<String> create) {
            flow.ledger.create(create.transfers(), flow.now);
        }
        flow.restart();
        flow.lost = effect -> false;
        return flow;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBeCompletedByTheScannerWithAllCallersDead(boolean isExecuted) {
        for (int point = 0; point < POINTS; point++) {
            FlowHarness flow = killedAfter(point, isExecuted, PaymentStep.Result.capture());
            boolean wasReserved = !flow.transfers(0, PaymentPhase.MOVE).isEmpty();
            boolean wasPosted = !flow.transfers(0, PaymentPhase.POST).isEmpty();
            List<PaymentId> found = flow.scan();
            assertThat(found).hasSize(wasReserved && !wasPosted ? 1 : 0);
            found.forEach(id -> flow.handle(new PaymentRequest.Resume<>()));
            assertThat(flow.account(2).creditsPosted()).isEqualTo(UInt128.of(wasReserved ? 50 : 0));
            assertThat(flow.account(1).debitsPending()).isEqualTo(UInt128.ZERO);
            assertThat(flow.scan()).isEmpty();
            assertThat(flow.pay(SPLIT, 0)).isInstanceOf(PaymentOutcome.Paid.class);
            assertThat(flow.account(2).creditsPosted()).isEqualTo(UInt128.of(50));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBeReleasedByTheScannerWithAllCallersDead(boolean isExecuted) {
        for (int point = 0; point < POINTS; point++) {
            FlowHarness flow = killedAfter(point, isExecuted, PaymentStep.Result.decline("no"));
            boolean isVoided = !flow.transfers(0, PaymentPhase.VOID).isEmpty();
            boolean isReserved = !flow.transfers(0, PaymentPhase.MOVE).isEmpty();
            assertThat(flow.scan()).hasSize(isReserved && !isVoided ? 1 : 0);
            flow.handle(new PaymentRequest.Resume<>());
            assertThat(flow.account(1).debitsPending()).isEqualTo(UInt128.ZERO);
            assertThat(flow.account(2).creditsPosted()).isEqualTo(UInt128.ZERO);
        }
    }

    @Test
    void shouldReleaseByItselfWhatNobodyResumes() {
        FlowHarness flow = killedAfter(1, true, PaymentStep.Result.capture());
        assertThat(flow.account(1).debitsPending()).isEqualTo(UInt128.of(80));
        flow.now += 61 * SomePayments.SECOND;
        assertThat(flow.scan()).isEmpty();
        assertThat(flow.account(1).debitsPending()).isEqualTo(UInt128.ZERO);
        flow.handle(new PaymentRequest.Resume<>());
        assertThat(flow.calls).isEmpty();
        assertThat(flow.account(2).creditsPosted()).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldPassTheStepTheSamePaymentAfterACrash() {
        Payment payment = SPLIT.withUserData(UInt128.of(8, 9), 10);
        FlowHarness flow = new FlowHarness();
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(payment, 0, 60), "caller"));
        flow.restart();
        flow.handle(new PaymentRequest.Resume<>());
        assertThat(flow.calls).extracting(PaymentStep.Call::payment).containsExactly(payment, payment);
    }

    @Test
    void shouldFindAllOnManyPages() {
        FlowHarness flow = new FlowHarness();
        TransferPlan[] plans = new TransferPlan[1_300];
        for (int i = 0; i < plans.length; i++) {
            plans[i] = new TransferPlan(new PaymentId(UInt128.of(6, (i + 1L) << 16)), SomePayments.SETTINGS);
            Payment payment = Payment.twoPhase(plans[i].id(), List.of(leg(1, 2, 1), leg(1, 3, 1)));
            flow.ledger.create(plans[i].moves(payment, 0, i % 3 == 0 ? 1 : 600), flow.now);
        }
        flow.now += 2 * SomePayments.SECOND;
        assertThat(flow.scan()).hasSize(plans.length - (plans.length + 2) / 3).doesNotHaveDuplicates();
    }
}

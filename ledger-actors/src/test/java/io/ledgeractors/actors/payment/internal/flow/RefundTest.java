package io.ledgeractors.actors.payment.internal.flow;

import static io.ledgeractors.actors.payment.internal.flow.SomePayments.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.UInt128;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefundTest {
    private static final Payment SPLIT = SomePayments.payment(leg(1, 2, 50), leg(1, 3, 30));

    private final FlowHarness flow = new FlowHarness();

    private PaymentOutcome giveBack(Refund refund) {
        return flow.ask(new PaymentRequest.RefundPayment<>(refund, "caller"));
    }

    private static Refund refund(int number, int leg, long amount) {
        return Refund.of(number, leg, UInt128.of(amount));
    }

    @Test
    void shouldRefundPartsUpToWhatWasPaid() {
        flow.pay(SPLIT, 0);
        assertThat(giveBack(refund(0, 0, 20))).isInstanceOf(PaymentOutcome.Refunded.class);
        assertThat(giveBack(refund(1, 0, 31)))
                .isInstanceOfSatisfying(
                        PaymentOutcome.RefundRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(PaymentRefusal.NOT_PAID));
        flow.restart();
        assertThat(giveBack(refund(2, 0, 30))).isInstanceOf(PaymentOutcome.Refunded.class);
        assertThat(giveBack(refund(3, 1, 30))).isInstanceOf(PaymentOutcome.Refunded.class);
        assertThat(giveBack(refund(4, 1, 1))).isInstanceOf(PaymentOutcome.RefundRefused.class);
        assertThat(flow.account(2).debitsPosted()).isEqualTo(UInt128.of(50));
        assertThat(flow.account(3).debitsPosted()).isEqualTo(UInt128.of(30));
    }

    @Test
    void shouldRefundOnceUnderTheSameNumber() {
        flow.pay(SPLIT, 0);
        PaymentOutcome first = giveBack(refund(0, 0, 20));
        assertThat(giveBack(refund(0, 0, 20))).isEqualTo(first);
        flow.restart();
        assertThat(giveBack(refund(0, 0, 20))).isEqualTo(first);
        assertThat(giveBack(refund(0, 0, 21))).isInstanceOf(PaymentOutcome.Conflict.class);
        assertThat(flow.account(2).debitsPosted()).isEqualTo(UInt128.of(20));
    }

    @Test
    void shouldRefundPartsOfSeveralLegsAllOrNone() {
        flow.pay(SPLIT, 0);
        Refund both = new Refund(0, List.of(new Refund.Part(0, UInt128.of(50)), new Refund.Part(1, UInt128.of(30))));
        Refund tooMuch = new Refund(0, List.of(new Refund.Part(0, UInt128.of(30)), new Refund.Part(0, UInt128.of(30))));
        PaymentOutcome first = giveBack(both);
        assertThat(first).isInstanceOf(PaymentOutcome.Refunded.class);
        flow.restart();
        assertThat(giveBack(both)).isEqualTo(first);
        assertThat(giveBack(tooMuch)).isInstanceOf(PaymentOutcome.Conflict.class);
        assertThat(flow.account(2).debitsPosted()).isEqualTo(UInt128.of(50));
    }

    @Test
    void shouldRefundNoMoreThanWasCaptured() {
        flow.step = PaymentStep.Result.capture(List.of(UInt128.of(20), UInt128.ZERO));
        flow.pay(SPLIT, 0);
        assertThat(giveBack(refund(0, 1, 1))).isInstanceOf(PaymentOutcome.RefundRefused.class);
        assertThat(giveBack(refund(1, 0, 21))).isInstanceOf(PaymentOutcome.RefundRefused.class);
        assertThat(giveBack(refund(2, 0, 20))).isInstanceOf(PaymentOutcome.Refunded.class);
    }

    @Test
    void shouldGiveNothingBackOfWhatIsNotPaid() {
        assertThat(giveBack(refund(0, 0, 1))).isInstanceOf(PaymentOutcome.RefundRefused.class);
        flow.step = PaymentStep.Result.decline("no");
        flow.pay(SPLIT, 0);
        assertThat(giveBack(refund(0, 0, 1))).isInstanceOf(PaymentOutcome.RefundRefused.class);
    }

    @Test
    void shouldRuleOutALateCopyOfASmallerNumber() {
        flow.pay(SPLIT, 0);
        flow.lost = effect -> effect instanceof PaymentEffect.Create<String>;
        flow.handle(new PaymentRequest.RefundPayment<>(refund(0, 0, 40), "caller"));
        PaymentEffect.Create<String> late = (PaymentEffect.Create<String>) flow.done.get(flow.done.size() - 1);
        flow.restart();
        flow.lost = effect -> false;
        assertThat(giveBack(refund(1, 0, 40))).isInstanceOf(PaymentOutcome.Refunded.class);
        flow.ledger.create(late.transfers(), flow.now);
        assertThat(flow.account(2).debitsPosted()).isEqualTo(UInt128.of(40));
    }

    @Test
    void shouldSumLegsBetweenTheSameAccounts() {
        flow.pay(SomePayments.payment(leg(1, 2, 50), leg(1, 2, 30)), 0);
        assertThat(giveBack(refund(0, 0, 70))).isInstanceOf(PaymentOutcome.Refunded.class);
        assertThat(giveBack(refund(1, 1, 11))).isInstanceOf(PaymentOutcome.RefundRefused.class);
        assertThat(giveBack(refund(2, 1, 10))).isInstanceOf(PaymentOutcome.Refunded.class);
    }

    @Test
    void shouldRefuseLegsAndNumbersThatThereAreNot() {
        flow.pay(SPLIT, 0);
        assertThat(giveBack(refund(0, 2, 1))).isInstanceOf(PaymentOutcome.RefundRefused.class);
        assertThatThrownBy(() -> refund(256, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Refund(0, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}

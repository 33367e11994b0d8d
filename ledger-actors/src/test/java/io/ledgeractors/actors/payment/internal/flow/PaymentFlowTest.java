package io.ledgeractors.actors.payment.internal.flow;

import static io.ledgeractors.actors.payment.internal.flow.SomePayments.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.payment.internal.stage.PaymentAttempt;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.Legs;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the rules of a payment over a ledger that answers at once. */
class PaymentFlowTest {
    private static final Payment SINGLE = SomePayments.payment(leg(1, 2, 50));
    private static final Payment SPLIT = SomePayments.payment(leg(1, 2, 50), leg(1, 3, 30));

    private final FlowHarness flow = new FlowHarness();

    private static PaymentRefusal reason(PaymentOutcome reply) {
        assertThat(reply).isInstanceOf(PaymentOutcome.Refused.class);
        return ((PaymentOutcome.Refused) reply).reason();
    }

    private static List<UInt128> amounts(PaymentOutcome reply) {
        assertThat(reply).isInstanceOf(PaymentOutcome.Paid.class);
        return ((PaymentOutcome.Paid) reply).amounts();
    }

    private void expectNothingMovedNorHeld() {
        assertThat(flow.account(2).creditsPosted()).isEqualTo(UInt128.ZERO);
        assertThat(flow.account(2).creditsPending()).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldReserveCallTheStepAndPost() {
        assertThat(amounts(flow.pay(SINGLE, 0))).containsExactly(UInt128.of(50));
        assertThat(flow.calls).hasSize(1);
        assertThat(flow.calls.get(0).payment()).isEqualTo(SINGLE);
        assertThat(flow.account(2).creditsPosted()).isEqualTo(UInt128.of(50));
        Transfer reserve = flow.transfers(0, PaymentPhase.MOVE).get(0);
        assertThat(reserve.code()).isEqualTo(77);
        assertThat(reserve.userData32()).isEqualTo(7);
        assertThat(reserve.timeout()).isEqualTo(60);
    }

    @Test
    void shouldPayAllLegsOrNone() {
        assertThat(amounts(flow.pay(SPLIT, 0))).containsExactly(UInt128.of(50), UInt128.of(30));
        flow.restart();
        Payment poor = new Payment(SomePayments.ID, List.of(leg(4, 2, 60), leg(4, 3, 60)), true, UInt128.ZERO, 1);
        assertThat(flow.pay(poor, 1)).isInstanceOf(PaymentOutcome.Conflict.class);
        assertThat(flow.account(4).debitsPending()).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldRefuseTheWholeWhenOneLegIsRefusedAndTellWhy() {
        Payment poor = SomePayments.payment(leg(4, 2, 60), leg(4, 3, 60));
        assertThat(flow.pay(poor, 0))
                .isEqualTo(new PaymentOutcome.Refused(SomePayments.ID, 0, PaymentRefusal.LEDGER, "exceeds_credits"));
        expectNothingMovedNorHeld();
        flow.restart();
        assertThat(reason(flow.pay(poor, 0))).isEqualTo(PaymentRefusal.LOST);
    }

    @Test
    void shouldTransferAtOnceWithoutAStep() {
        Payment direct = Payment.direct(SomePayments.ID, List.of(leg(1, 2, 50), leg(2, 3, 20)));
        assertThat(amounts(flow.pay(direct, 0))).containsExactly(UInt128.of(50), UInt128.of(20));
        assertThat(flow.calls).isEmpty();
        flow.restart();
        assertThat(flow.pay(direct, 0)).isInstanceOf(PaymentOutcome.Paid.class);
        flow.restart();
        assertThat(flow.pay(Payment.twoPhase(SomePayments.ID, direct.legs()), 0))
                .isInstanceOf(PaymentOutcome.Conflict.class);
        assertThat(flow.account(3).creditsPosted()).isEqualTo(UInt128.of(20));
    }

    @Test
    void shouldPostWhatTheStepCapturesAndReleaseTheRest() {
        flow.step = PaymentStep.Result.capture(List.of(UInt128.of(20), UInt128.ZERO));
        assertThat(amounts(flow.pay(SPLIT, 0))).containsExactly(UInt128.of(20), UInt128.ZERO);
        assertThat(flow.account(2).creditsPosted()).isEqualTo(UInt128.of(20));
        assertThat(flow.account(1).debitsPending()).isEqualTo(UInt128.ZERO);
        flow.restart();
        flow.step = PaymentStep.Result.capture();
        assertThat(amounts(flow.pay(SPLIT, 0))).containsExactly(UInt128.of(20), UInt128.ZERO);
    }

    @Test
    void shouldReleaseWhenTheStepDeclinesFailsOrCapturesTooMuch() {
        flow.step = PaymentStep.Result.decline("sold out");
        assertThat(flow.pay(SINGLE, 0))
                .isEqualTo(new PaymentOutcome.Refused(SomePayments.ID, 0, PaymentRefusal.DECLINED, "sold out"));
        flow.step = new PaymentStep.Failed("broken");
        assertThat(reason(flow.pay(SINGLE, 1))).isEqualTo(PaymentRefusal.STEP_FAILED);
        flow.step = PaymentStep.Result.capture(List.of(UInt128.of(51)));
        assertThat(reason(flow.pay(SINGLE, 2))).isEqualTo(PaymentRefusal.STEP_FAILED);
        flow.step = PaymentStep.Result.capture(List.of(UInt128.of(1), UInt128.of(1)));
        assertThat(reason(flow.pay(SINGLE, 3))).isEqualTo(PaymentRefusal.STEP_FAILED);
        expectNothingMovedNorHeld();
    }

    @Test
    void shouldGiveAHangingStepUpBeforeTheReserveEnds() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 60), "caller"));
        assertThat(flow.replies).isEmpty();
        assertThat(flow.account(2).creditsPending()).isEqualTo(UInt128.of(50));
        flow.endTimer();
        assertThat(reason(flow.replies.get(0))).isEqualTo(PaymentRefusal.STEP_TIMED_OUT);
        assertThat(flow.now).isLessThan(SomePayments.START + 60 * SomePayments.SECOND);
        expectNothingMovedNorHeld();
        flow.stepEnds(PaymentStep.Result.capture());
        expectNothingMovedNorHeld();
    }

    @Test
    void shouldNotHoldMoneyBeyondTheDeadline() {
        flow.step = null;
        flow.handle(
                new PaymentRequest.Pay<>(new PaymentAttempt(SINGLE, 0, SomePayments.START + 2_900_000_000L), "caller"));
        assertThat(flow.transfers(0, PaymentPhase.MOVE).get(0).timeout()).isEqualTo(2);
        flow.restart();
        assertThat(reason(flow.ask(
                        new PaymentRequest.Pay<>(new PaymentAttempt(SINGLE, 1, flow.now + 900_000_000L), "caller"))))
                .isEqualTo(PaymentRefusal.DEADLINE);
        assertThat(reason(flow.pay(SINGLE, 1))).isEqualTo(PaymentRefusal.DEADLINE);
        expectNothingMovedNorHeld();
    }

    @Test
    void shouldTellThatTheReserveEndedWhenTheStepWasDoneTooLate() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 5), "caller"));
        flow.now += 10 * SomePayments.SECOND;
        flow.stepEnds(PaymentStep.Result.capture());
        assertThat(reason(flow.replies.get(0))).isEqualTo(PaymentRefusal.EXPIRED);
        flow.restart();
        assertThat(reason(flow.pay(SINGLE, 0))).isEqualTo(PaymentRefusal.EXPIRED);
        flow.restart();
        assertThat(reason(flow.ask(new PaymentRequest.GetState<>("caller")))).isEqualTo(PaymentRefusal.EXPIRED);
    }

    @Test
    void shouldTellThatAnotherRunPaidWithAReserveWhoseAnswerComesAfterItsTime() {
        flow.step = PaymentStep.Result.capture();
        PaymentOutcome late = answerAfterAnotherRun();
        assertThat(late).isInstanceOf(PaymentOutcome.Paid.class);
    }

    @Test
    void shouldTellThatAnotherRunVoidedAReserveWhoseAnswerComesAfterItsTime() {
        flow.step = PaymentStep.Result.decline("not today");
        assertThat(reason(answerAfterAnotherRun())).isEqualTo(PaymentRefusal.VOIDED);
    }

    /** Lets a run learn of its reserve only after its time, when another run has ended the payment. */
    private PaymentOutcome answerAfterAnotherRun() {
        flow.lost = effect -> effect instanceof PaymentEffect.Create;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 5), "caller"));
        PaymentEffect.Create<String> create = flow.done.stream()
                .filter(PaymentEffect.Create.class::isInstance)
                .map(effect -> (PaymentEffect.Create<String>) effect)
                .findFirst()
                .orElseThrow();
        LedgerReply.Results<CreateTransferResult> reserved = flow.ledger.create(create.transfers(), flow.now);
        PaymentFlow<String> first = flow.flow;

        flow.lost = effect -> false;
        flow.restart();
        flow.pay(SINGLE, 0);

        flow.replies.clear();
        flow.flow = first;
        flow.now += 10 * SomePayments.SECOND;
        flow.run(first.created(create.number(), new LedgerReply.Results<>(reserved.results(), flow.now), flow.now));
        return flow.replies.get(0);
    }

    @Test
    void shouldAnswerTheSamePaymentFromAnywhereWithTheSameEnd() {
        PaymentOutcome first = flow.pay(SINGLE, 0);
        assertThat(flow.pay(SINGLE, 0)).isEqualTo(first);
        flow.restart();
        assertThat(flow.pay(SINGLE, 0)).isEqualTo(first);
        flow.restart();
        assertThat(flow.pay(SINGLE, 3)).isEqualTo(first);
        flow.restart();
        assertThat(flow.ask(new PaymentRequest.GetState<>("caller"))).isEqualTo(first);
        assertThat(flow.calls).hasSize(1);
        assertThat(flow.account(2).creditsPosted()).isEqualTo(UInt128.of(50));
    }

    @Test
    void shouldCallAnotherPaymentWithTheSameIdAConflict() {
        flow.pay(SINGLE, 0);
        List<Payment> others = List.of(
                SomePayments.payment(leg(1, 2, 51)),
                SomePayments.payment(leg(1, 3, 50)),
                SomePayments.payment(leg(3, 2, 50)),
                SPLIT,
                SINGLE.withUserData(UInt128.of(1), 0),
                SINGLE.withUserData(UInt128.ZERO, 1),
                Payment.direct(SomePayments.ID, SINGLE.legs()));
        for (Payment other : others) {
            assertThat(flow.pay(other, 0)).isInstanceOf(PaymentOutcome.Conflict.class);
            assertThat(flow.pay(other, 1)).isInstanceOf(PaymentOutcome.Conflict.class);
            flow.restart();
            assertThat(flow.pay(other, 0)).as(other.toString()).isInstanceOf(PaymentOutcome.Conflict.class);
        }
        assertThat(flow.account(1).debitsPosted()).isEqualTo(UInt128.of(150));
    }

    @Test
    void shouldAnswerAllWhoAskForTheSameAndRefuseOthersWhileItIsUnderWay() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 60), "first"));
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 30), "second"));
        flow.handle(new PaymentRequest.GetState<>("third"));
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SPLIT, 0, 60), "fourth"));
        flow.handle(new PaymentRequest.Resume<>());
        assertThat(flow.replies).hasSize(2);
        assertThat(flow.replies.get(0)).isInstanceOf(PaymentOutcome.Open.class);
        assertThat(flow.replies.get(1)).isInstanceOf(PaymentOutcome.Conflict.class);
        flow.stepEnds(PaymentStep.Result.capture());
        assertThat(flow.replies).hasSize(4);
        assertThat(flow.replies.get(2)).isInstanceOf(PaymentOutcome.Paid.class).isEqualTo(flow.replies.get(3));
    }

    @Test
    void shouldRefuseAPaymentThatWasSentToAnother() {
        Payment stray = Payment.twoPhase(new PaymentId(UInt128.of(9, 0)), SINGLE.legs());
        assertThat(flow.pay(stray, 0)).isInstanceOf(PaymentOutcome.Conflict.class);
    }

    @Test
    void shouldTryAgainOnPurposeWithTheNextAttempt() {
        flow.step = PaymentStep.Result.decline("not yet");
        assertThat(reason(flow.pay(SINGLE, 0))).isEqualTo(PaymentRefusal.DECLINED);
        assertThat(reason(flow.pay(SINGLE, 0))).isEqualTo(PaymentRefusal.DECLINED);
        flow.step = PaymentStep.Result.capture();
        assertThat(((PaymentOutcome.Paid) flow.pay(SINGLE, 1)).attempt()).isEqualTo(1);
        flow.restart();
        assertThat(((PaymentOutcome.Paid) flow.ask(new PaymentRequest.GetState<>("caller"))).attempt())
                .isEqualTo(1);
    }

    @Test
    void shouldNotAnswerALaterAttemptWithTheRefusalOfTheOneUnderWay() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 1, 60), "first"));
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 60), "earlier"));
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 2, 60), "later"));
        flow.step = PaymentStep.Result.capture();
        flow.stepEnds(PaymentStep.Result.decline("no"));
        PaymentOutcome declined = new PaymentOutcome.Refused(SomePayments.ID, 1, PaymentRefusal.DECLINED, "no");
        assertThat(flow.replies.subList(0, 2)).containsOnly(declined);
        assertThat(((PaymentOutcome.Paid) flow.replies.get(2)).attempt()).isEqualTo(2);
    }

    @Test
    void shouldEndAnEarlierAttemptBeforeALaterOneBegins() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SPLIT, 0, 60), "caller"));
        flow.restart();
        flow.step = PaymentStep.Result.capture();
        assertThat(((PaymentOutcome.Paid) flow.pay(SPLIT, 2)).attempt()).isEqualTo(2);
        assertThat(flow.transfers(0, PaymentPhase.VOID)).hasSize(2);
        assertThat(flow.account(1).debitsPending()).isEqualTo(UInt128.ZERO);
        assertThat(flow.account(2).creditsPosted()).isEqualTo(UInt128.of(50));
        flow.restart();
        assertThat(((PaymentOutcome.Paid) flow.pay(SPLIT, 1)).attempt())
                .as("the attempt after one that was skipped")
                .isEqualTo(2);
    }

    @Test
    void shouldNotTellAnotherPaymentThatItIsPaidWhenItIsPostedMeanwhile() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SPLIT, 0, 60), "first"));
        PaymentFlow<String> first = flow.flow;
        long step = ((PaymentEffect.CallStep<String>) flow.done.get(flow.done.size() - 2)).number();
        flow.restart();
        flow.lost = effect -> {
            boolean isVoid = effect instanceof PaymentEffect.Create<String> create
                    && PaymentId.isOf(
                            PaymentPhase.VOID, create.transfers().get(0).id());
            if (isVoid) {
                PaymentEffect.Create<String> post =
                        (PaymentEffect.Create<String>) first.stepped(step, PaymentStep.Result.capture(), flow.now)
                                .get(0);
                flow.ledger.create(post.transfers(), flow.now);
            }
            return false;
        };
        assertThat(flow.pay(SINGLE, 1)).isInstanceOf(PaymentOutcome.Conflict.class);
        assertThat(flow.account(2).creditsPosted()).isEqualTo(UInt128.of(50));
    }

    @Test
    void shouldRuleOutALateCopyOfAnEarlierAttempt() {
        flow.lost = effect -> true;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 60), "caller"));
        PaymentEffect.Create<String> late = (PaymentEffect.Create<String>) flow.done.get(0);
        flow.restart();
        flow.lost = effect -> false;
        assertThat(((PaymentOutcome.Paid) flow.pay(SINGLE, 1)).attempt()).isEqualTo(1);
        flow.ledger.create(late.transfers(), flow.now);
        assertThat(flow.transfers(0, PaymentPhase.MOVE)).isEmpty();
        assertThat(flow.account(2).creditsPending()).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldInvalidateAnAttemptWhoseRefusalTheLedgerForgets() {
        Payment huge = SomePayments.payment(new Leg(UInt128.of(1), UInt128.of(2), UInt128.MAX, 1));
        assertThat(flow.pay(huge, 0))
                .isEqualTo(new PaymentOutcome.Refused(
                        SomePayments.ID, 0, PaymentRefusal.LEDGER, "overflows_debits_posted"));
        flow.restart();
        assertThat(reason(flow.pay(SomePayments.payment(leg(1, 2, 1)), 0))).isEqualTo(PaymentRefusal.LOST);
        flow.restart();
        assertThat(reason(flow.pay(SomePayments.payment(leg(1, 1, 1)), 1))).isEqualTo(PaymentRefusal.LEDGER);
    }

    @Test
    void shouldInvalidateTheFirstLegTooWhenALaterOneIsRefused() {
        Payment poor = SomePayments.payment(leg(1, 2, 50), leg(4, 3, 101));
        assertThat(reason(flow.pay(poor, 0))).isEqualTo(PaymentRefusal.LEDGER);
        flow.restart();
        assertThat(reason(flow.pay(SINGLE, 0)))
                .as("another payment with this id")
                .isEqualTo(PaymentRefusal.LOST);
        expectNothingMovedNorHeld();
    }

    @Test
    void shouldSendAgainWhenTheAnswerIsLostAndMoveNothingTwice() {
        for (Payment payment : List.of(SINGLE, SPLIT)) {
            FlowHarness one = new FlowHarness();
            one.lost = effect -> effect instanceof PaymentEffect.Create<String>;
            one.handle(new PaymentRequest.Pay<>(SomePayments.job(payment, 0, 60), "caller"));
            for (int i = 0; i < 2; i++) {
                one.loseAnswer((PaymentEffect.Create<String>) one.done.get(one.done.size() - 1));
                one.endTimer();
            }
            one.lost = effect -> false;
            one.loseAnswer((PaymentEffect.Create<String>) one.done.get(one.done.size() - 1));
            one.endTimer();
            assertThat(one.replies).hasSize(1).first().isInstanceOf(PaymentOutcome.Paid.class);
            assertThat(one.account(2).creditsPosted()).isEqualTo(UInt128.of(50));
        }
    }

    @Test
    void shouldAskAgainWhenTheLedgerRefusesAndGiveUpWithUndecidedAfterTheDeadline() {
        flow.lost = effect -> effect instanceof PaymentEffect.Create<String>;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 30), "caller"));
        int refusals = 0;
        while (flow.replies.isEmpty()) {
            PaymentEffect.Create<String> last = (PaymentEffect.Create<String>) flow.done.stream()
                    .filter(effect -> effect instanceof PaymentEffect.Create<String>)
                    .reduce((a, b) -> b)
                    .orElseThrow();
            flow.run(flow.flow.created(last.number(), new LedgerReply.Refused<>(Refusal.OVERLOADED, "full"), flow.now));
            if (flow.replies.isEmpty()) {
                flow.endTimer();
            }
            refusals++;
        }
        assertThat(flow.replies.get(0)).isInstanceOf(PaymentOutcome.Undecided.class);
        assertThat(flow.now).isGreaterThan(SomePayments.START + 29 * SomePayments.SECOND);
        assertThat(refusals).isBetween(5, 20);
    }

    @Test
    void shouldNotRepeatWhatAClosedLedgerDoesNotTake() {
        flow.lost = effect -> effect instanceof PaymentEffect.Create<String>;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 30), "caller"));
        for (long number = 1; number <= 2; number++) {
            flow.run(flow.flow.created(number, new LedgerReply.Refused<>(Refusal.CLOSED, "closed"), flow.now));
        }
        assertThat(flow.replies).hasSize(1).first().isInstanceOf(PaymentOutcome.Undecided.class);
    }

    @Test
    void shouldTellAllWhoWaitWhenItHasToStop() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 60), "first"));
        flow.handle(new PaymentRequest.RefundPayment<>(Refund.of(0, 0, UInt128.of(1)), "second"));
        flow.run(flow.flow.stop("moved"));
        assertThat(flow.replies).hasSize(2).allMatch(reply -> reply instanceof PaymentOutcome.Undecided);
        assertThat(flow.flow.isIdle()).isTrue();
        assertThat(flow.flow.stop("again")).isEmpty();
    }

    @Test
    void shouldNotLeaveMemoryWhileItWaitsForTheStep() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 60), "first"));
        assertThat(flow.flow.isIdle()).isFalse();
    }

    @Test
    void shouldBoundWhatWaits() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 60), "first"));
        for (int i = 0; i <= PaymentFlow.WAITING_MAX; i++) {
            flow.handle(new PaymentRequest.RefundPayment<>(Refund.of(0, 0, UInt128.of(1)), "next"));
        }
        assertThat(flow.replies).hasSize(1).first().isInstanceOf(PaymentOutcome.Undecided.class);
    }

    @Test
    void shouldTellHowItStandsWithoutDoingAnything() {
        assertThat(flow.ask(new PaymentRequest.GetState<>("caller")))
                .isEqualTo(new PaymentOutcome.NotFound(SomePayments.ID));
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SPLIT, 0, 60), "caller"));
        flow.restart();
        int calls = flow.calls.size();
        assertThat(flow.ask(new PaymentRequest.GetState<>("caller")))
                .isInstanceOfSatisfying(
                        PaymentOutcome.Open.class,
                        open -> assertThat(open.expires())
                                .isAfter(Instant.EPOCH.plusNanos(SomePayments.START + 59 * SomePayments.SECOND)));
        assertThat(flow.calls).hasSize(calls);
    }

    @Test
    void shouldNotTakeAForeignPostForItsOwn() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 60), "caller"));
        flow.ledger.create(
                List.of(Transfer.builder()
                        .id(UInt128.of(4711))
                        .pendingId(SomePayments.ID.transferId(0, PaymentPhase.MOVE, 0))
                        .amount(UInt128.of(10))
                        .flags(4)
                        .build()),
                flow.now);
        flow.stepEnds(PaymentStep.Result.capture());
        assertThat(flow.replies.get(0)).isInstanceOf(PaymentOutcome.Conflict.class);
    }

    @Test
    void shouldReleaseWhenAnAccountWasClosedMeanwhile() {
        flow.step = null;
        flow.handle(new PaymentRequest.Pay<>(SomePayments.job(SINGLE, 0, 60), "caller"));
        flow.ledger.create(
                List.of(Transfer.builder()
                        .id(UInt128.of(4711))
                        .debitAccountId(UInt128.of(2))
                        .creditAccountId(UInt128.of(3))
                        .ledger(1)
                        .code(1)
                        .flags(2 | 64)
                        .build()),
                flow.now);
        flow.stepEnds(PaymentStep.Result.capture());
        assertThat(flow.replies.get(0))
                .isEqualTo(new PaymentOutcome.Refused(
                        SomePayments.ID, 0, PaymentRefusal.LEDGER, "credit_account_already_closed"));
        assertThat(flow.account(1).debitsPending()).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldExchangeCurrenciesThroughLiquidityAccounts() {
        flow.ledger.createAccounts(List.of(SomePayments.account(11, 2, 0), SomePayments.account(12, 2, 0)), flow.now);
        List<Leg> legs = Legs.exchange(
                new Legs.Part(UInt128.of(2), UInt128.of(100)),
                UInt128.of(3),
                1,
                new Legs.Part(UInt128.of(12), UInt128.of(90)),
                UInt128.of(11),
                2);
        assertThat(amounts(flow.pay(Payment.twoPhase(SomePayments.ID, legs), 0)))
                .containsExactly(UInt128.of(100), UInt128.of(90));
        assertThat(flow.account(3).creditsPosted()).isEqualTo(UInt128.of(100));
        assertThat(flow.account(12).creditsPosted()).isEqualTo(UInt128.of(90));
    }
}

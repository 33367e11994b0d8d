package io.ledgeractors.actors.payment.internal.refund;

import io.ledgeractors.actors.payment.internal.stage.AnswerTime;
import io.ledgeractors.actors.payment.internal.stage.AttemptRecord;
import io.ledgeractors.actors.payment.internal.stage.ChainResults;
import io.ledgeractors.actors.payment.internal.stage.InvalidateId;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentEnd;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.internal.stage.PaymentStage;
import io.ledgeractors.actors.payment.internal.stage.TransferPlan;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.math.BigInteger;
import java.util.List;

/**
 * Moves money back if the amount was paid and is not refunded yet.
 *
 * @param earlier the refunds with smaller numbers that the ledger holds; there will be no others
 */
record SendRefund(TransferPlan plan, AttemptRecord recorded, Refund refund, List<Transfer> earlier)
        implements PaymentStage {
    /** Returns the end of a refund that moved no money. */
    static PaymentStage refused(TransferPlan plan, Refund refund, PaymentRefusal reason, String detail) {
        return new PaymentEnd(new PaymentOutcome.RefundRefused(plan.id(), refund.number(), reason, detail), null);
    }

    // An earlier copy of this number, with another amount, may still arrive after the refusal. So the id is
    // invalidated.
    @Override
    public PaymentStage ready(long now) {
        return isCovered()
                ? this
                : invalidateId(refused(plan, refund, PaymentRefusal.NOT_PAID, "more than is left of the payment"));
    }

    @Override
    public <A> PaymentEffect<A> effect(long number) {
        return new PaymentEffect.Create<>(number, plan.refunds(recorded, refund));
    }

    @Override
    public PaymentStage created(List<CreateTransferResult> results, AnswerTime at) {
        ChainResults chain = new ChainResults(results);
        if (chain.areAllCreated()) {
            return new PaymentEnd(new PaymentOutcome.Refunded(plan.id(), refund.number(), chain.lastTimestamp()), null);
        }
        if (chain.isFirstInLedger()) {
            return new LookUpRefund(plan, recorded, refund);
        }
        PaymentStage refused = refused(plan, refund, chain.reason(), chain.detail());
        return chain.isFirstIdInvalid() ? refused : invalidateId(refused);
    }

    private PaymentStage invalidateId(PaymentStage refused) {
        UInt128 first = plan.id().transferId(recorded.attempt(), PaymentPhase.REFUND, refund.number());
        int ledger = recorded.moves().get(refund.parts().get(0).leg()).ledger();
        return new InvalidateId(plan, first, ledger, refused, new LookUpRefund(plan, recorded, refund));
    }

    private boolean isCovered() {
        return plan.refunds(recorded, refund).stream().allMatch(this::isCovered);
    }

    // Legs between the same two accounts cover each other's refunds.
    private boolean isCovered(Transfer refunding) {
        BigInteger left = BigInteger.ZERO;
        for (int leg = 0; leg < recorded.moves().size(); leg++) {
            if (reverses(refunding, recorded.moves().get(leg))) {
                left = left.add(recorded.paidAmounts().get(leg).toBigInteger());
            }
        }
        left = left.subtract(sum(earlier, refunding)).subtract(sum(plan.refunds(recorded, refund), refunding));
        return left.signum() >= 0;
    }

    private static BigInteger sum(List<Transfer> refunds, Transfer like) {
        return refunds.stream()
                .filter(other -> other.debitAccountId().equals(like.debitAccountId())
                        && other.creditAccountId().equals(like.creditAccountId()))
                .map(other -> other.amount().toBigInteger())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static boolean reverses(Transfer refunding, Transfer move) {
        return refunding.debitAccountId().equals(move.creditAccountId())
                && refunding.creditAccountId().equals(move.debitAccountId());
    }
}

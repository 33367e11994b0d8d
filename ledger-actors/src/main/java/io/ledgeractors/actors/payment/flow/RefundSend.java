package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.math.BigInteger;
import java.util.List;

/**
 * Gives back, if no more than what was paid.
 *
 * @param before the refunds with smaller numbers that are in the ledger; there will be no others
 */
record RefundSend(Plan plan, Trail trail, Refund refund, List<Transfer> before) implements Stage {
    static Stage refused(Plan plan, Refund refund, PaymentRefusal reason, String detail) {
        return new Ended(new PaymentReply.RefundRefused(plan.id(), refund.number(), reason, detail), null);
    }

    // Also after the refusal an earlier copy of this number may come; it would be of another amount, so it is burnt.
    @Override
    public Stage ready(long now) {
        return isCovered()
                ? this
                : burn(refused(plan, refund, PaymentRefusal.NOT_PAID, "more than is left of the payment"));
    }

    @Override
    public Wish wish() {
        return new Wish.Create(plan.refunds(trail, refund));
    }

    @Override
    public Stage created(List<CreateTransferResult> results, When when) {
        Answers answers = new Answers(results);
        if (answers.areAllCreated()) {
            return refunded(answers.lastTimestamp());
        }
        if (answers.isFirstThere()) {
            return new RefundInspect(plan, trail, refund);
        }
        Stage refused = refused(plan, refund, answers.reason(), answers.detail());
        return answers.isBurnt() ? refused : burn(refused);
    }

    private Stage refunded(long timestamp) {
        return new Ended(new PaymentReply.Refunded(plan.id(), refund.number(), timestamp), null);
    }

    private Stage burn(Stage refused) {
        UInt128 first = plan.id().transferId(trail.attempt(), PaymentPhase.REFUND, refund.number());
        return new Burn(plan, first, refused, new RefundInspect(plan, trail, refund));
    }

    private boolean isCovered() {
        return plan.refunds(trail, refund).stream().allMatch(this::isCovered);
    }

    // Legs between the same two accounts are one.
    private boolean isCovered(Transfer refunding) {
        BigInteger left = BigInteger.ZERO;
        for (int leg = 0; leg < trail.moves().size(); leg++) {
            if (isBack(refunding, trail.moves().get(leg))) {
                left = left.add(trail.paidAmounts().get(leg).toBigInteger());
            }
        }
        left = left.subtract(sum(before, refunding)).subtract(sum(plan.refunds(trail, refund), refunding));
        return left.signum() >= 0;
    }

    private static BigInteger sum(List<Transfer> refunds, Transfer like) {
        return refunds.stream()
                .filter(other -> other.debitAccountId().equals(like.debitAccountId())
                        && other.creditAccountId().equals(like.creditAccountId()))
                .map(other -> other.amount().toBigInteger())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static boolean isBack(Transfer refunding, Transfer move) {
        return refunding.debitAccountId().equals(move.creditAccountId())
                && refunding.creditAccountId().equals(move.debitAccountId());
    }
}

package io.ledgeractors.actors.payment.internal.refund;

import io.ledgeractors.actors.payment.internal.stage.AnswerTime;
import io.ledgeractors.actors.payment.internal.stage.AttemptRecord;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentEnd;
import io.ledgeractors.actors.payment.internal.stage.PaymentStage;
import io.ledgeractors.actors.payment.internal.stage.TransferPlan;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * Looks up the earlier refunds, to learn their amounts.
 *
 * @param inLedger ids of the earlier refunds that the ledger holds
 */
record LookUpEarlierRefunds(TransferPlan plan, AttemptRecord recorded, Refund refund, List<UInt128> inLedger)
        implements PaymentStage {
    @Override
    public <A> PaymentEffect<A> effect(long number) {
        return new PaymentEffect.LookUp<>(number, inLedger);
    }

    @Override
    public PaymentStage found(List<Transfer> transfers, AnswerTime at) {
        return transfers.size() < inLedger.size()
                ? PaymentEnd.undecided(plan.id(), "the ledger reported that a transfer exists, but did not find it")
                : new SendRefund(plan, recorded, refund, transfers);
    }
}

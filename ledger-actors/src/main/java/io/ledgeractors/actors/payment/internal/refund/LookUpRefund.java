package io.ledgeractors.actors.payment.internal.refund;

import io.ledgeractors.actors.payment.internal.stage.AnswerTime;
import io.ledgeractors.actors.payment.internal.stage.AttemptRecord;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentEnd;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.internal.stage.PaymentStage;
import io.ledgeractors.actors.payment.internal.stage.TransferPlan;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.stream.IntStream;

/** Looks up whether a refund that the ledger holds is this one. */
record LookUpRefund(TransferPlan plan, AttemptRecord recorded, Refund refund) implements PaymentStage {
    @Override
    public <A> PaymentEffect<A> effect(long number) {
        return new PaymentEffect.LookUp<>(
                number,
                IntStream.range(0, refund.parts().size()).mapToObj(this::id).toList());
    }

    @Override
    public PaymentStage found(List<Transfer> transfers, AnswerTime at) {
        List<Transfer> sent = plan.refunds(recorded, refund);
        boolean isSame = transfers.size() == sent.size()
                && IntStream.range(0, sent.size())
                        .allMatch(i -> sent.get(i)
                                .equals(transfers.get(i).toBuilder()
                                        .timestamp(0)
                                        .build()));
        if (!isSame) {
            return PaymentEnd.conflict(plan.id(), "the ledger holds another refund with the number " + refund.number());
        }
        long timestamp = transfers.get(transfers.size() - 1).timestamp();
        return new PaymentEnd(new PaymentOutcome.Refunded(plan.id(), refund.number(), timestamp), null);
    }

    private UInt128 id(int part) {
        return plan.id().transferId(recorded.attempt(), PaymentPhase.REFUND, refund.number() + part);
    }
}

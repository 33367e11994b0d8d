package io.ledgeractors.actors.payment.internal.refund;

import io.ledgeractors.actors.payment.internal.stage.AnswerTime;
import io.ledgeractors.actors.payment.internal.stage.AttemptRecord;
import io.ledgeractors.actors.payment.internal.stage.ChainResults;
import io.ledgeractors.actors.payment.internal.stage.InvalidateId;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentStage;
import io.ledgeractors.actors.payment.internal.stage.TransferPlan;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.actors.recovery.IdInvalidation;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Invalidates the smaller numbers before a refund, so that the sum of the earlier refunds cannot grow any more. */
record InvalidateEarlierRefunds(TransferPlan plan, AttemptRecord recorded, Refund refund) implements PaymentStage {
    static PaymentStage create(TransferPlan plan, AttemptRecord recorded, Refund refund) {
        for (Refund.Part part : refund.parts()) {
            if (part.leg() < 0 || part.leg() >= recorded.moves().size()) {
                return SendRefund.refused(plan, refund, PaymentRefusal.NOT_PAID, "there is no leg " + part.leg());
            }
        }
        return refund.number() == 0
                ? new SendRefund(plan, recorded, refund, List.of())
                : new InvalidateEarlierRefunds(plan, recorded, refund);
    }

    @Override
    public <A> PaymentEffect<A> effect(long number) {
        int ledger = recorded.moves().get(0).ledger();
        return new PaymentEffect.Create<>(
                number,
                IntStream.range(0, refund.number())
                        .mapToObj(earlier -> plan.invalidating(id(earlier), ledger))
                        .toList());
    }

    @Override
    public PaymentStage created(List<CreateTransferResult> results, AnswerTime at) {
        List<UInt128> inLedger = new ArrayList<>();
        for (int earlier = 0; earlier < results.size(); earlier++) {
            CreateTransferStatus status = results.get(earlier).status();
            if (ChainResults.isInLedger(status)) {
                inLedger.add(id(earlier));
            } else if (!IdInvalidation.isInvalid(status)) {
                return InvalidateId.unexpected(plan, status);
            }
        }
        return inLedger.isEmpty()
                ? new SendRefund(plan, recorded, refund, List.of())
                : new LookUpEarlierRefunds(plan, recorded, refund, inLedger);
    }

    private UInt128 id(int number) {
        return plan.id().transferId(recorded.attempt(), PaymentPhase.REFUND, number);
    }
}

package io.ledgeractors.actors.payment.internal.refund;

import io.ledgeractors.actors.payment.internal.stage.AnswerTime;
import io.ledgeractors.actors.payment.internal.stage.AttemptRecord;
import io.ledgeractors.actors.payment.internal.stage.Disposition;
import io.ledgeractors.actors.payment.internal.stage.PaymentStage;
import io.ledgeractors.actors.payment.internal.stage.TransferPlan;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.Refund;

/** Decides about a refund from the attempt that the ledger holds. Only money that was paid can be refunded. */
public record RefundDisposition(TransferPlan plan, Refund refund) implements Disposition {
    @Override
    public PaymentStage decide(AttemptRecord recorded, AnswerTime at) {
        return recorded.isPaid() ? InvalidateEarlierRefunds.create(plan, recorded, refund) : notPaid();
    }

    @Override
    public PaymentStage notFound() {
        return notPaid();
    }

    private PaymentStage notPaid() {
        return SendRefund.refused(plan, refund, PaymentRefusal.NOT_PAID, "the payment is not paid");
    }
}

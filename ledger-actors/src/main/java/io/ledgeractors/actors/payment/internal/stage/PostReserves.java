package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * Posts the reserves of all legs. If they were posted before, the earlier amounts count.
 *
 * @param amounts the captured amount of each leg
 */
record PostReserves(TransferPlan plan, AttemptRecord recorded, List<UInt128> amounts) implements PaymentStage {
    @Override
    public <A> PaymentEffect<A> effect(long number) {
        return new PaymentEffect.Create<>(number, plan.posts(recorded, amounts));
    }

    @Override
    public long repeatUntil() {
        return recorded.expires();
    }

    @Override
    public PaymentStage created(List<CreateTransferResult> results, AnswerTime at) {
        ChainResults chain = new ChainResults(results);
        if (chain.areAllCreated()) {
            return new PaymentEnd(
                    new PaymentOutcome.Paid(plan.id(), recorded.attempt(), amounts, chain.lastTimestamp()),
                    recorded.payment());
        }
        if (chain.isFirstInLedger()) {
            return confirmPosted();
        }
        return switch (chain.breaker()) {
            case PendingTransferExpired -> refused(PaymentRefusal.EXPIRED, "posted too late");
            case PendingTransferAlreadyVoided -> refused(PaymentRefusal.VOIDED, "voided before");
            case PendingTransferAlreadyPosted -> confirmPosted();
            default -> VoidReserves.because(plan, recorded, PaymentRefusal.LEDGER, chain.detail());
        };
    }

    private PaymentStage confirmPosted() {
        return new LookUpSettlement(plan, recorded, new Disposition.ConfirmPosted(plan, recorded.payment()));
    }

    private PaymentStage refused(PaymentRefusal reason, String detail) {
        return new PaymentEnd(recorded.refused(reason, detail), recorded.payment());
    }
}

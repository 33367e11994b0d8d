package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/** Looks for the attempts of a payment of which only the id is known. The last attempt in the ledger counts. */
public record FindLastAttempt(TransferPlan plan, Disposition disposition) implements PaymentStage {
    @Override
    public <A> PaymentEffect<A> effect(long number) {
        List<UInt128> ids = new ArrayList<>();
        for (int attempt = 0; attempt < PaymentId.ATTEMPTS; attempt++) {
            ids.add(plan.id().transferId(attempt, PaymentPhase.MOVE, 0));
        }
        return new PaymentEffect.LookUp<>(number, ids);
    }

    // A later attempt begins only after all earlier ones have ended unpaid; InvalidateEarlierAttempts sees to that.
    @Override
    public PaymentStage found(List<Transfer> transfers, AnswerTime at) {
        if (transfers.isEmpty()) {
            return disposition.notFound();
        }
        UInt128 last = transfers.get(transfers.size() - 1).id();
        return new LookUpMoves(plan, PaymentId.attemptOf(last), disposition);
    }
}

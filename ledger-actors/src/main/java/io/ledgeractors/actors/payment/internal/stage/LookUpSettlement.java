package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/** Looks up whether the reserves of an attempt were posted or voided. The disposition decides what follows. */
record LookUpSettlement(TransferPlan plan, AttemptRecord recorded, Disposition disposition) implements PaymentStage {
    @Override
    public <A> PaymentEffect<A> effect(long number) {
        List<UInt128> ids = new ArrayList<>();
        ids.add(plan.id().transferId(recorded.attempt(), PaymentPhase.VOID, 0));
        for (int leg = 0; leg < recorded.moves().size(); leg++) {
            ids.add(plan.id().transferId(recorded.attempt(), PaymentPhase.POST, leg));
        }
        return new PaymentEffect.LookUp<>(number, ids);
    }

    @Override
    public PaymentStage found(List<Transfer> transfers, AnswerTime at) {
        List<Transfer> posts = transfers.stream()
                .filter(transfer -> PaymentId.isOf(PaymentPhase.POST, transfer.id()))
                .toList();
        boolean isVoided = posts.size() < transfers.size();
        return disposition.decide(recorded.settled(posts, isVoided), at);
    }
}

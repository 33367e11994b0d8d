package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/** Looks up whether an attempt's reserves were posted or voided. */
record InspectEnd(Plan plan, Trail trail, Aim aim) implements Stage {
    @Override
    public Wish wish() {
        List<UInt128> ids = new ArrayList<>();
        ids.add(plan.id().transferId(trail.attempt(), PaymentPhase.VOID, 0));
        for (int leg = 0; leg < trail.moves().size(); leg++) {
            ids.add(plan.id().transferId(trail.attempt(), PaymentPhase.POST, leg));
        }
        return new Wish.LookUp(ids);
    }

    @Override
    public Stage found(List<Transfer> transfers, When when) {
        List<Transfer> posts = transfers.stream()
                .filter(transfer -> PaymentId.isOf(PaymentPhase.POST, transfer.id()))
                .toList();
        boolean isVoided = posts.size() < transfers.size();
        return aim.decide(trail.ended(posts, isVoided), when);
    }
}

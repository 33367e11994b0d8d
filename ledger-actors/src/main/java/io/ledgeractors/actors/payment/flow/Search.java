package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/** Looks for attempts of a payment of which only the id is known: the last one in the ledger counts. */
record Search(Plan plan, Aim aim) implements Stage {
    @Override
    public Wish wish() {
        List<UInt128> ids = new ArrayList<>();
        for (int attempt = 0; attempt < PaymentId.ATTEMPTS; attempt++) {
            ids.add(plan.id().transferId(attempt, PaymentPhase.MOVE, 0));
        }
        return new Wish.LookUp(ids);
    }

    // A later attempt is not begun before the earlier ones are at their end unpaid, see Fence.
    @Override
    public Stage found(List<Transfer> transfers, When when) {
        if (transfers.isEmpty()) {
            return aim.nothing();
        }
        UInt128 last = transfers.get(transfers.size() - 1).id();
        return new Inspect(plan, PaymentId.attemptOf(last), aim);
    }
}

package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;

/** Looks up what was given back before. */
record RefundSum(Plan plan, Trail trail, Refund refund, List<UInt128> there) implements Stage {
    @Override
    public Wish wish() {
        return new Wish.LookUp(there);
    }

    @Override
    public Stage found(List<Transfer> transfers, When when) {
        return transfers.size() < there.size()
                ? Ended.undecided(plan.id(), "the ledger does not find what it said exists")
                : new RefundSend(plan, trail, refund, transfers);
    }
}

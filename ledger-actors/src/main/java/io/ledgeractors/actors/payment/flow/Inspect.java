package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.model.Transfer;
import java.util.List;
import java.util.stream.IntStream;

/** Looks up what an attempt has moved, one number more than there can be, so that all of it is seen. */
record Inspect(Plan plan, int attempt, Aim aim) implements Stage {
    @Override
    public Wish wish() {
        return new Wish.LookUp(IntStream.rangeClosed(0, Payment.LEGS_MAX)
                .mapToObj(number -> plan.id().transferId(attempt, PaymentPhase.MOVE, number))
                .toList());
    }

    @Override
    public Stage found(List<Transfer> transfers, When when) {
        if (transfers.isEmpty()) {
            return Ended.undecided(plan.id(), "the ledger does not find what it said exists");
        }
        Trail trail = Trail.of(plan.id(), attempt, transfers);
        return trail.isTwoPhase() ? new InspectEnd(plan, trail, aim) : aim.decide(trail, when);
    }
}

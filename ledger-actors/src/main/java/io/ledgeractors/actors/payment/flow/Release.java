package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.model.CreateTransferResult;
import java.util.List;

/**
 * Voids the reserves of all legs.
 *
 * @param released what follows when they are given back
 * @param posted what is wanted if they turn out to be posted
 * @param tryUntil how long to try at least, ns since 1970: later they end by themselves
 */
record Release(Plan plan, Trail trail, Stage released, Aim posted, long tryUntil) implements Stage {
    static Stage of(Plan plan, Trail trail, PaymentRefusal reason, String detail) {
        Stage released = new Ended(trail.refused(reason, detail), trail.payment());
        return new Release(plan, trail, released, new Aim.Posted(plan, trail.payment()), trail.expires());
    }

    @Override
    public Wish wish() {
        return new Wish.Create(plan.voids(trail));
    }

    @Override
    public long until() {
        return tryUntil;
    }

    @Override
    public Stage created(List<CreateTransferResult> results, When when) {
        Answers answers = new Answers(results);
        if (answers.areAllCreated() || answers.isFirstThere()) {
            return released;
        }
        return switch (answers.breaker()) {
            case PendingTransferExpired, PendingTransferAlreadyVoided -> released;
            case PendingTransferAlreadyPosted -> new InspectEnd(plan, trail, posted);
            default -> Ended.undecided(plan.id(), "the reserve ends by its time, voiding answers " + answers.detail());
        };
    }
}

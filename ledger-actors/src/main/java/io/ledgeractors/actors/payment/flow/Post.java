package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.UInt128;
import java.util.List;

/** Posts the reserves of all legs. What was captured before counts, not what is captured now. */
record Post(Plan plan, Trail trail, List<UInt128> amounts) implements Stage {
    @Override
    public Wish wish() {
        return new Wish.Create(plan.posts(trail, amounts));
    }

    @Override
    public long until() {
        return trail.expires();
    }

    @Override
    public Stage created(List<CreateTransferResult> results, When when) {
        Answers answers = new Answers(results);
        if (answers.areAllCreated()) {
            PaymentReply paid = new PaymentReply.Paid(plan.id(), trail.attempt(), amounts, answers.lastTimestamp());
            return new Ended(paid, trail.payment());
        }
        if (answers.isFirstThere()) {
            return new InspectEnd(plan, trail, new Aim.Posted(plan, trail.payment()));
        }
        return switch (answers.breaker()) {
            case PendingTransferExpired ->
                new Ended(trail.refused(PaymentRefusal.EXPIRED, "posted too late"), trail.payment());
            case PendingTransferAlreadyVoided ->
                new Ended(trail.refused(PaymentRefusal.VOIDED, "voided before"), trail.payment());
            case PendingTransferAlreadyPosted -> new InspectEnd(plan, trail, new Aim.Posted(plan, trail.payment()));
            default -> Release.of(plan, trail, PaymentRefusal.LEDGER, answers.detail());
        };
    }
}

package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.model.CreateTransferResult;
import java.util.List;

/**
 * Voids the reserves of all legs.
 *
 * @param voided the stage that follows when the money is released
 * @param posted decides what follows if the reserves turn out to be posted
 * @param tryUntil the time until which voiding is repeated at least, ns since 1970; the reserves expire by themselves
 *     later
 */
record VoidReserves(TransferPlan plan, AttemptRecord recorded, PaymentStage voided, Disposition posted, long tryUntil)
        implements PaymentStage {
    /** Returns the stage that releases the money of an attempt and then ends it with this reason. */
    static PaymentStage because(TransferPlan plan, AttemptRecord recorded, PaymentRefusal reason, String detail) {
        return new VoidReserves(
                plan,
                recorded,
                new PaymentEnd(recorded.refused(reason, detail), recorded.payment()),
                new Disposition.ConfirmPosted(plan, recorded.payment()),
                recorded.expires());
    }

    @Override
    public <A> PaymentEffect<A> effect(long number) {
        return new PaymentEffect.Create<>(number, plan.voids(recorded));
    }

    @Override
    public long repeatUntil() {
        return tryUntil;
    }

    @Override
    public PaymentStage created(List<CreateTransferResult> results, AnswerTime at) {
        ChainResults chain = new ChainResults(results);
        if (chain.areAllCreated() || chain.isFirstInLedger()) {
            return voided;
        }
        return switch (chain.breaker()) {
            case PendingTransferExpired, PendingTransferAlreadyVoided -> voided;
            case PendingTransferAlreadyPosted -> new LookUpSettlement(plan, recorded, posted);
            default ->
                PaymentEnd.undecided(
                        plan.id(),
                        "the reserve expires by itself, because voiding it was answered with " + chain.detail());
        };
    }
}

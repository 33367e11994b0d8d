package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.recovery.IdInvalidation;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * Makes a refusal final. The ledger forgets some refusals, and copies of the refused transfers may still be on their
 * way. So the id is invalidated before an asker is told.
 *
 * @param transferId the id to invalidate
 * @param ledger of the transfer with this id
 * @param invalidated the stage that follows when no transfer with this id can be executed any more
 * @param executed the stage that follows when the transfer was executed after all
 */
public record InvalidateId(
        TransferPlan plan, UInt128 transferId, int ledger, PaymentStage invalidated, PaymentStage executed)
        implements PaymentStage {
    @Override
    public <A> PaymentEffect<A> effect(long number) {
        return new PaymentEffect.Create<>(number, List.of(plan.invalidating(transferId, ledger)));
    }

    @Override
    public PaymentStage created(List<CreateTransferResult> results, AnswerTime at) {
        CreateTransferStatus status = results.get(0).status();
        if (IdInvalidation.isInvalid(status)) {
            return invalidated;
        }
        return ChainResults.isInLedger(status) ? executed : unexpected(plan, status);
    }

    /**
     * Returns the stage that follows when the ledger answers an invalidating transfer with a status that no rule
     * expects.
     */
    public static PaymentStage unexpected(TransferPlan plan, CreateTransferStatus status) {
        return PaymentEnd.undecided(
                plan.id(), "the ledger answers a transfer that invalidates an id with " + status.wireName());
    }
}

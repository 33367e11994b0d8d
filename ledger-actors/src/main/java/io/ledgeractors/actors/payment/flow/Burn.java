package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * Makes a refusal final. The ledger forgets some refusals, and copies of what was refused may still be on their way;
 * so the id is used up before anybody is told.
 *
 * @param gone what follows when it can never be executed any more
 * @param there what follows when it was executed after all
 */
record Burn(Plan plan, UInt128 transferId, Stage gone, Stage there) implements Stage {
    @Override
    public Wish wish() {
        return new Wish.Create(List.of(plan.fuse(transferId)));
    }

    @Override
    public Stage created(List<CreateTransferResult> results, When when) {
        CreateTransferStatus status = results.get(0).status();
        if (isGone(status)) {
            return gone;
        }
        return Answers.isThere(status)
                ? there
                : Ended.undecided(plan.id(), "the ledger answers a fuse with " + status.wireName());
    }

    /** True if the id of a fuse is used up, now or before. */
    static boolean isGone(CreateTransferStatus status) {
        return status == CreateTransferStatus.DebitAccountNotFound || status == CreateTransferStatus.IdAlreadyFailed;
    }
}

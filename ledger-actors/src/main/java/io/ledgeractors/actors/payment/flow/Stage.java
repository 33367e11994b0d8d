package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import java.util.List;

/**
 * Where a payment is on its way. Immutable: an answer leads to the next stage. A stage that is repeated, because its
 * answer was lost, wants the same again: the ledger then says what became of the first time.
 */
interface Stage {
    /** What it wants. */
    Wish wish();

    /** The stage as it is to be carried out now, for the first time or again; the same unless time matters. */
    default Stage ready(long now) {
        return this;
    }

    /** Until when it is repeated at least, ns since 1970. */
    default long until() {
        return 0;
    }

    /** The transfers were executed: a result for each. */
    default Stage created(List<CreateTransferResult> results, When when) {
        throw new IllegalStateException(this + " created nothing");
    }

    /** These of the transfers were found. */
    default Stage found(List<Transfer> transfers, When when) {
        throw new IllegalStateException(this + " looked nothing up");
    }

    /** The ledger takes no such request, or no more requests at all. */
    default Stage refused(PaymentId id, String why) {
        return Ended.undecided(id, why);
    }

    /** The user's step has ended. */
    default Stage stepped(PaymentStep.Result result) {
        throw new IllegalStateException(this + " called no step");
    }

    /** The user's step takes too long. */
    default Stage late() {
        throw new IllegalStateException(this + " called no step");
    }
}

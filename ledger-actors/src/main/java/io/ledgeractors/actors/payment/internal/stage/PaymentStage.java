package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import java.util.List;

/**
 * One stage of the work at a payment. A stage wants one effect, and the answer to it leads to the next stage. If the
 * answer is lost, the same stage wants the same effect again, and the ledger then tells what the first one did.
 * Immutable.
 */
public interface PaymentStage {
    /**
     * Returns the effect that this stage wants.
     *
     * @param number of the effect
     * @param <A> identifies an asker
     */
    <A> PaymentEffect<A> effect(long number);

    /**
     * Returns the stage as it is carried out now, for the first time or again. It is the same stage unless the time
     * matters.
     *
     * @param now ns since 1970
     */
    default PaymentStage ready(long now) {
        return this;
    }

    /** Returns the time until which the effect is repeated at least, ns since 1970; 0 if there is no such time. */
    default long repeatUntil() {
        return 0;
    }

    /**
     * Returns the next stage after the ledger executed the transfers.
     *
     * @param results one for each transfer, in their order
     */
    default PaymentStage created(List<CreateTransferResult> results, AnswerTime at) {
        throw new IllegalStateException(this + " created nothing");
    }

    /**
     * Returns the next stage after the ledger looked transfers up.
     *
     * @param transfers those that the ledger found, in the order of the ids
     */
    default PaymentStage found(List<Transfer> transfers, AnswerTime at) {
        throw new IllegalStateException(this + " looked nothing up");
    }

    /** Returns the next stage after the effect was refused for good. */
    default PaymentStage refused(PaymentId id, String why) {
        return PaymentEnd.undecided(id, why);
    }

    /** Returns the next stage after the user's step ended. */
    default PaymentStage stepped(PaymentStep.Result result) {
        throw new IllegalStateException(this + " called no step");
    }

    /** Returns the next stage after a timer ended; it is the same stage, so that its effect is repeated, by default. */
    default PaymentStage timerEnded() {
        return this;
    }
}

package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import org.jspecify.annotations.Nullable;

/**
 * The last stage, in which the outcome of the request is known.
 *
 * @param payment as the ledger holds it or as it was asked for; null if the outcome may change later, so that it must
 *     not be remembered
 */
public record PaymentEnd(PaymentOutcome outcome, @Nullable Payment payment) implements PaymentStage {
    /** Returns the end of a request whose outcome is not known yet. */
    public static PaymentStage undecided(PaymentId id, String detail) {
        return new PaymentEnd(new PaymentOutcome.Undecided(id, detail), null);
    }

    /** Returns the end of a request for another payment or refund than the one in the ledger. */
    public static PaymentStage conflict(PaymentId id, String detail) {
        return new PaymentEnd(new PaymentOutcome.Conflict(id, detail), null);
    }

    @Override
    public <A> PaymentEffect<A> effect(long number) {
        throw new IllegalStateException(this + " wants no effect");
    }
}

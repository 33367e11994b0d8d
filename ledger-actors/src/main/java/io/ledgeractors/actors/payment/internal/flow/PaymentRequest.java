package io.ledgeractors.actors.payment.internal.flow;

import io.ledgeractors.actors.payment.internal.stage.PaymentAttempt;
import io.ledgeractors.actors.payment.model.Refund;
import org.jspecify.annotations.Nullable;

/**
 * A request for a payment. Immutable.
 *
 * @param <A> identifies an asker
 */
public sealed interface PaymentRequest<A> {
    /** Returns the asker; null if nobody waits for the outcome. */
    @Nullable
    A asker();

    /** Pays by this attempt. */
    record Pay<A>(PaymentAttempt attempt, A asker) implements PaymentRequest<A> {}

    /** Asks for the state of the payment. */
    record GetState<A>(A asker) implements PaymentRequest<A> {}

    /** Moves some of the paid money back. */
    record RefundPayment<A>(Refund refund, A asker) implements PaymentRequest<A> {}

    /** Brings a reserve to its end. */
    record Resume<A>() implements PaymentRequest<A> {
        @Override
        public @Nullable A asker() {
            return null;
        }
    }
}

package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.List;

/**
 * An action that the rules of a payment want their shell to carry out. Results and timers come back with the number of
 * the effect. Those of an effect that is not the last one are ignored. Immutable.
 *
 * @param <A> identifies an asker
 */
public sealed interface PaymentEffect<A> {
    /** Creates transfers as one batch. The reply of the ledger comes back with the number. */
    record Create<A>(long number, List<Transfer> transfers) implements PaymentEffect<A> {}

    /** Looks transfers up. The reply of the ledger comes back with the number. */
    record LookUp<A>(long number, List<UInt128> ids) implements PaymentEffect<A> {}

    /** Calls the user's step. Its result comes back with the number. */
    record CallStep<A>(long number, PaymentStep.Call call) implements PaymentEffect<A> {}

    /** Starts a timer, in place of an earlier one of the same payment. Its end comes back with the number. */
    record Timer<A>(long number, Duration delay) implements PaymentEffect<A> {}

    /** Tells an asker the outcome of its request. */
    record Tell<A>(A asker, PaymentOutcome outcome) implements PaymentEffect<A> {}
}

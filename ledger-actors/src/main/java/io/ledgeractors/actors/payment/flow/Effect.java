package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link PaymentFlow} wants its shell to do. Answers and timers come back with the number of the effect; what is
 * out of date is ignored.
 *
 * @param <A> who asked
 */
public sealed interface Effect<A> {
    /** Create transfers as one batch and tell {@link PaymentFlow#created}. */
    record Create<A>(long number, List<Transfer> transfers) implements Effect<A> {}

    /** Look transfers up and tell {@link PaymentFlow#found}. */
    record LookUp<A>(long number, List<UInt128> ids) implements Effect<A> {}

    /** Call the user's step and tell {@link PaymentFlow#stepped}. */
    record CallStep<A>(long number, PaymentStep.Call call) implements Effect<A> {}

    /** Tell {@link PaymentFlow#timer} after this time; an earlier timer is of no use any more. */
    record Timer<A>(long number, Duration delay) implements Effect<A> {}

    /** Answer. */
    record Tell<A>(A asker, PaymentReply reply) implements Effect<A> {}
}

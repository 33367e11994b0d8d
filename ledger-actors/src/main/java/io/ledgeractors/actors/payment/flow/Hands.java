package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.PaymentStep;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Desk} wants its shell to do. Answers come back to the desk with the work and the effect's number; late
 * and superfluous ones do no harm.
 *
 * @param <A> who asks
 */
public interface Hands<A> {
    /** Create transfers as one batch and tell {@link Desk#created}. */
    void create(Work<A> work, Effect.Create<A> create);

    /** Look transfers up and tell {@link Desk#found}. */
    void lookUp(Work<A> work, Effect.LookUp<A> lookUp);

    /**
     * Call the user's step.
     *
     * @return how it ended if it has ended already; null: tell {@link Desk#stepped} when it ends
     */
    PaymentStep.@Nullable Result call(Work<A> work, Effect.CallStep<A> call);

    /** Answer. */
    void tell(A asker, PaymentReply reply);

    /** Send {@link Request.Resume} to the desk that has the payment next, which may be this one. */
    void resume(PaymentId id);

    /** Call {@link Desk#tick} at this time, ns since 1970; what was said before is of no use any more. */
    void wake(long time);

    /** Tell people that the rules or the hands threw while they worked at a payment. */
    void failed(PaymentId id, RuntimeException failure);
}

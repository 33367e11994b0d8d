package io.ledgeractors.actors.payment.internal.flow;

import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentStep;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the effects that a {@link PaymentShard} wants. Answers go back to the shard with the slot and the number
 * of the effect; late and repeated answers are ignored. Called on the thread of the shard.
 *
 * @param <A> identifies an asker
 */
public interface EffectHandler<A> {
    /** Creates transfers as one batch, and calls {@link PaymentShard#created} with the reply. */
    void create(PaymentSlot<A> slot, PaymentEffect.Create<A> create);

    /** Looks transfers up, and calls {@link PaymentShard#found} with the reply. */
    void lookUp(PaymentSlot<A> slot, PaymentEffect.LookUp<A> lookUp);

    /**
     * Calls the user's step.
     *
     * @return the result if the step has ended already; null if {@link PaymentShard#stepped} is called when it ends
     */
    PaymentStep.@Nullable Result call(PaymentSlot<A> slot, PaymentEffect.CallStep<A> call);

    /** Tells an asker the outcome of its request. */
    void tell(A asker, PaymentOutcome outcome);

    /** Sends {@link PaymentRequest.Resume} to the shard that has the payment next, which may be this one. */
    void resume(PaymentId id);

    /**
     * Calls {@link PaymentShard#tick} at this time, in place of the time that was set before.
     *
     * @param time ns since 1970
     */
    void wake(long time);

    /** Reports that the rules or this handler threw while they worked at a payment. */
    void failed(PaymentId id, RuntimeException failure);
}

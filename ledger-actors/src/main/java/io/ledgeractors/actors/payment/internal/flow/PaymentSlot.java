package io.ledgeractors.actors.payment.internal.flow;

import io.ledgeractors.actors.payment.model.PaymentId;

/** A payment that a {@link PaymentShard} holds in memory. Not thread-safe. */
public final class PaymentSlot<A> {
    final PaymentFlow<A> flow;
    final long order;

    /** Number of the effect whose timer is set; meaningful only while {@link #isTimed}. */
    long timer;

    /** The time at which the timer ends, ns since 1970; meaningful only while {@link #isTimed}. */
    long due;

    boolean isTimed;

    /** True after a failure, so that the payment is resumed when its timer ends. */
    boolean isFailed;

    /** True if the payment has ended and is still remembered. */
    boolean isRemembered;

    boolean isDropped;

    PaymentSlot(PaymentFlow<A> flow, long order) {
        this.flow = flow;
        this.order = order;
    }

    /** Returns the id of the payment. */
    public PaymentId id() {
        return flow.id();
    }
}

package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentId;

/** A payment that a {@link Desk} has in memory. */
public final class Work<A> {
    final PaymentFlow<A> flow;
    final long order;
    /** Number of the timer that is set, and when it ends, ns since 1970; of use only while it is among the timers. */
    long timer;

    long due;
    boolean isTimed;
    /** It failed before: is to be resumed when its timer ends. */
    boolean isFailed;

    boolean isResting;
    boolean isDropped;

    Work(PaymentFlow<A> flow, long order) {
        this.flow = flow;
        this.order = order;
    }

    /** Of the payment. */
    public PaymentId id() {
        return flow.id();
    }
}

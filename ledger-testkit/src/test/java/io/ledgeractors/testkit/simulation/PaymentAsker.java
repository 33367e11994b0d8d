package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request for a payment that waits for its outcome. */
final class PaymentAsker {
    /** What was asked, in words. */
    final String what;

    /** When it was asked, ns of virtual time. */
    final long askedAt;

    final Consumer<PaymentOutcome> then;
    final Runnable lost;

    /** The node that has the request; null while it is on its way. */
    @Nullable
    PaymentNode node;

    /** True once the outcome was told, or the process that had the request has died. */
    boolean isEnded;

    PaymentAsker(String what, long askedAt, Consumer<PaymentOutcome> then, Runnable lost) {
        this.what = what;
        this.askedAt = askedAt;
        this.then = then;
        this.lost = lost;
    }
}

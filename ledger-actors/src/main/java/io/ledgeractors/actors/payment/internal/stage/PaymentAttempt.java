package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentRefusal;

/**
 * An attempt that is asked for: the payment, the number of the attempt and the deadline. Immutable.
 *
 * @param number of the attempt, 0 to 15
 * @param deadline when the payment must be paid, ns since 1970; reserves expire no later
 */
public record PaymentAttempt(Payment payment, int number, long deadline) {
    /** Returns the outcome of this attempt if it moved no money. */
    PaymentOutcome.Refused refused(PaymentRefusal reason, String detail) {
        return new PaymentOutcome.Refused(payment.id(), number, reason, detail);
    }
}

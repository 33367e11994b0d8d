package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentReply;

/**
 * A payment that is to be paid by a certain attempt.
 *
 * @param deadline when it must be paid, ns since 1970; reserves end no later
 */
public record Job(Payment payment, int attempt, long deadline) {
    PaymentReply.Refused refused(PaymentRefusal reason, String detail) {
        return new PaymentReply.Refused(payment.id(), attempt, reason, detail);
    }
}

package io.ledgeractors.actors.payment;

/**
 * A payment that is to be paid by a certain attempt.
 *
 * @param deadline when it must be paid, ns since 1970; reserves end no later
 */
record Job(Payment payment, int attempt, long deadline) {
    PaymentReply.Refused refused(PaymentRefusal reason, String detail) {
        return new PaymentReply.Refused(payment.id(), attempt, reason, detail);
    }
}

package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.model.UInt128;
import java.time.Instant;
import java.util.List;

/**
 * The outcome of a request for a payment, whatever the request was. The actors turn it into the reply of the command.
 * Several commands share the stages that look at the ledger, so a stage does not know which reply is wanted. Immutable.
 */
public sealed interface PaymentOutcome {
    /** The id of the payment. */
    PaymentId id();

    /**
     * The money has moved. This outcome is final.
     *
     * @param attempt the attempt that paid, 0 to 15
     * @param amounts what each leg moved
     * @param timestamp when the ledger executed it, ns since 1970
     */
    record Paid(PaymentId id, int attempt, List<UInt128> amounts, long timestamp) implements PaymentOutcome {}

    /** The attempt moved no money and never will. This outcome is final. */
    record Refused(PaymentId id, int attempt, PaymentRefusal reason, String detail) implements PaymentOutcome {}

    /** The ledger holds another payment or refund under the same id. */
    record Conflict(PaymentId id, String detail) implements PaymentOutcome {}

    /** The outcome is not known yet; the same request finds it out later. */
    record Undecided(PaymentId id, String detail) implements PaymentOutcome {}

    /**
     * The payment has not ended.
     *
     * @param expires when the ledger releases the reserve; the epoch if that is not known yet
     */
    record Open(PaymentId id, int attempt, Instant expires) implements PaymentOutcome {}

    /** The ledger holds no transfer of the payment. */
    record NotFound(PaymentId id) implements PaymentOutcome {}

    /**
     * The refund has moved the money back.
     *
     * @param number of the refund, 0 to 255
     * @param timestamp when the ledger executed it, ns since 1970
     */
    record Refunded(PaymentId id, int number, long timestamp) implements PaymentOutcome {}

    /** The refund moved no money and never will under this number. */
    record RefundRefused(PaymentId id, int number, PaymentRefusal reason, String detail) implements PaymentOutcome {}
}

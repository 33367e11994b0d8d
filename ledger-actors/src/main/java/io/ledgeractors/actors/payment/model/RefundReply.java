package io.ledgeractors.actors.payment.model;

/**
 * The reply to {@code PaymentWorkflow.RefundPayment}. No reply is also of another type, so Pekko's message adapters can
 * tell it from a {@link PayReply} and a {@link StateReply}. Immutable.
 */
public sealed interface RefundReply {
    /** The id of the payment. */
    PaymentId id();

    /**
     * The refund has moved the money back. This reply is final.
     *
     * @param number of the refund, 0 to 255
     * @param timestamp when the ledger executed it, ns since 1970
     */
    record Refunded(PaymentId id, int number, long timestamp) implements RefundReply {}

    /**
     * The refund moved no money. It never will under this number, except after {@link PaymentRefusal#NOT_PAID} for a
     * payment that is paid later.
     *
     * @param number of the refund, 0 to 255
     * @param detail the reason in words, such as the name of the ledger's status
     */
    record Refused(PaymentId id, int number, PaymentRefusal reason, String detail) implements RefundReply {}

    /** The ledger holds another refund with the same number. The command changed nothing. */
    record Conflict(PaymentId id, String detail) implements RefundReply {}

    /**
     * The outcome is not known yet, because the ledger could not be asked, the workflow had to stop, or the command did
     * not reach it. This is no failure. Ask again with the very same command.
     */
    record Undecided(PaymentId id, String detail) implements RefundReply {}

    /**
     * The command was not carried out and never will be, because payments cannot work in this cluster as it is. The
     * detail says why and what to do. This says nothing about earlier commands of the same payment.
     */
    record Unavailable(PaymentId id, String detail) implements RefundReply {}
}

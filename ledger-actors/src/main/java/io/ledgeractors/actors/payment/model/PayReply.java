package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * The reply to {@code PaymentWorkflow.Pay}. {@link Paid} and {@link Refused} are the two final outcomes of an attempt.
 * The same command gets the same reply ever after. No reply is also of another type, so Pekko's message adapters can
 * tell it from a {@link StateReply} and a {@link RefundReply}. Immutable.
 */
public sealed interface PayReply {
    /** The id of the payment. */
    PaymentId id();

    /**
     * The money has moved.
     *
     * @param attempt the attempt that paid, 0 to 15, which may be another one than the command asked for
     * @param amounts what each leg moved; less than its amount where the user's step captured less
     * @param timestamp when the ledger executed it, ns since 1970
     */
    record Paid(PaymentId id, int attempt, List<UInt128> amounts, long timestamp) implements PayReply {}

    /**
     * The attempt moved no money and never will. To try again on purpose, use the next attempt number.
     *
     * @param attempt the attempt that failed, 0 to 15
     * @param detail the reason in words, such as the name of the ledger's status
     */
    record Refused(PaymentId id, int attempt, PaymentRefusal reason, String detail) implements PayReply {}

    /**
     * The ledger holds another payment with the same id: other accounts, amounts or user data. The command changed
     * nothing.
     */
    record Conflict(PaymentId id, String detail) implements PayReply {}

    /**
     * The outcome is not known yet, because the ledger could not be asked, the workflow had to stop, or the command did
     * not reach it. This is no failure. Ask again with the very same command. Until then the ledger holds the money no
     * longer than the time of its reserve. If a gateway denies the node of the workflow its transfers, the detail says
     * so, and the same command is denied again until the limits are changed.
     */
    record Undecided(PaymentId id, String detail) implements PayReply {}

    /**
     * The command was not carried out and never will be, because payments cannot work in this cluster as it is. The
     * detail says why and what to do. This says nothing about earlier commands of the same payment.
     */
    record Unavailable(PaymentId id, String detail) implements PayReply {}
}

package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.time.Instant;
import java.util.List;

/** What a workflow answers. {@link Paid} and {@link Refused} are the two ends of an attempt, and stay as they are. */
public sealed interface PaymentReply {
    /** The payment. */
    PaymentId id();

    /**
     * The money has moved.
     *
     * @param attempt that paid, which may be another one than was asked for
     * @param amounts what each leg moved, less than its amount where the user's step captured less
     * @param timestamp ns since 1970 at which the ledger did it
     */
    record Paid(PaymentId id, int attempt, List<UInt128> amounts, long timestamp) implements PaymentReply {}

    /** No money has moved by this attempt, nor will it. To try again on purpose, use the next attempt number. */
    record Refused(PaymentId id, int attempt, PaymentRefusal reason, String detail) implements PaymentReply {}

    /** The ledger holds another payment with the same id: other accounts, amounts or user data. Nothing was done. */
    record Conflict(PaymentId id, String detail) implements PaymentReply {}

    /**
     * Nobody knows yet how it ends, because the ledger could not be asked or the workflow had to stop. This is no
     * failure: ask again with the very same command. Until then the ledger holds the money no longer than the
     * reserve's time.
     */
    record Undecided(PaymentId id, String detail) implements PaymentReply {}

    /**
     * The command was not carried out, nor will it be, because payments cannot work in this cluster as it is; the
     * detail says why and what to do. This says nothing of what earlier commands of the same payment did.
     */
    record Unavailable(PaymentId id, String detail) implements PaymentReply {}

    /**
     * To {@code Get}: it is not at its end.
     *
     * @param expires when the ledger gives the reserve back; the epoch if that is not known yet
     */
    record Open(PaymentId id, int attempt, Instant expires) implements PaymentReply {}

    /**
     * To {@code Get}: the ledger holds nothing of it. Either nothing was tried, or what was tried was refused, or
     * something is still on its way; {@code Pay} tells which.
     */
    record NoTrace(PaymentId id) implements PaymentReply {}

    /**
     * To {@code GiveBack}: given back.
     *
     * @param number of the refund
     * @param timestamp ns since 1970 at which the ledger did it
     */
    record Refunded(PaymentId id, int number, long timestamp) implements PaymentReply {}

    /** To {@code GiveBack}: not given back, nor will it be under this number; see {@link PaymentRefusal}. */
    record RefundRefused(PaymentId id, int number, PaymentRefusal reason, String detail) implements PaymentReply {}
}

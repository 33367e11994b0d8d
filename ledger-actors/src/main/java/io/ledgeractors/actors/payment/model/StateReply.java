package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.time.Instant;
import java.util.List;

/**
 * The reply to {@code PaymentWorkflow.GetState}. No reply is also of another type, so Pekko's message adapters can tell
 * it from a {@link PayReply} and a {@link RefundReply}. Immutable.
 */
public sealed interface StateReply {
    /** The id of the payment. */
    PaymentId id();

    /**
     * The money has moved.
     *
     * @param attempt the attempt that paid, 0 to 15
     * @param amounts what each leg moved; less than its amount where the user's step captured less
     * @param timestamp when the ledger executed it, ns since 1970
     */
    record Paid(PaymentId id, int attempt, List<UInt128> amounts, long timestamp) implements StateReply {}

    /**
     * The last attempt moved no money and never will.
     *
     * @param attempt the attempt that failed, 0 to 15
     * @param detail the reason in words, such as the name of the ledger's status
     */
    record Refused(PaymentId id, int attempt, PaymentRefusal reason, String detail) implements StateReply {}

    /**
     * The payment has begun and has not ended.
     *
     * @param attempt the attempt that is under way, 0 to 15
     * @param expires when the ledger releases the reserve; the epoch if that is not known yet
     */
    record Open(PaymentId id, int attempt, Instant expires) implements StateReply {}

    /**
     * The ledger holds no transfer of the payment. Either nothing was tried, or it was refused, or it is still on its
     * way. The reply to {@code Pay} tells which.
     */
    record NotFound(PaymentId id) implements StateReply {}

    /**
     * The state is not known, because the ledger could not be asked, the workflow had to stop, or the command did not
     * reach it. Ask again.
     */
    record Undecided(PaymentId id, String detail) implements StateReply {}

    /**
     * The command was not carried out and never will be, because payments cannot work in this cluster as it is. The
     * detail says why and what to do.
     */
    record Unavailable(PaymentId id, String detail) implements StateReply {}
}

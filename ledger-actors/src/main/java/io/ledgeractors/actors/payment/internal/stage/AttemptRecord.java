package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The transfers that the ledger holds of one attempt. Legs are moved, posted and voided as one chain, so the ledger
 * holds all of them or none. Immutable.
 *
 * @param payment as the ledger holds it
 * @param attempt number of the attempt, 0 to 15
 * @param moves of all legs, in their order
 * @param posts of all legs, in their order; empty if the attempt was not posted
 * @param isVoided true if the attempt was voided
 */
public record AttemptRecord(
        Payment payment, int attempt, List<Transfer> moves, List<Transfer> posts, boolean isVoided) {
    /** Returns the record of an attempt of which only the first transfers are known. */
    public static AttemptRecord of(PaymentId id, int attempt, List<Transfer> moves) {
        return new AttemptRecord(payment(id, moves), attempt, moves, List.of(), false);
    }

    /** Returns the same record with the transfers that settled it. */
    public AttemptRecord settled(List<Transfer> newPosts, boolean isNowVoided) {
        return new AttemptRecord(payment, attempt, moves, newPosts, isNowVoided);
    }

    /** Returns the id of the payment. */
    public PaymentId id() {
        return payment.id();
    }

    /** Returns true if the legs are or were reserved, false if they were transferred at once. */
    boolean isTwoPhase() {
        return payment.isTwoPhase();
    }

    /** Returns true if the attempt has moved the money. */
    public boolean isPaid() {
        return !isTwoPhase() || !posts.isEmpty();
    }

    /** Returns when the ledger releases the first leg, ns since 1970. */
    long expires() {
        Transfer first = moves.get(0);
        return first.timestamp() + TimeUnit.SECONDS.toNanos(Integer.toUnsignedLong(first.timeout()));
    }

    /** Returns true if the reserve was neither posted nor voided and the ledger has released it by this time. */
    public boolean isExpiredAt(long ledgerTime) {
        return isTwoPhase() && !isPaid() && !isVoided && expires() <= ledgerTime;
    }

    private static Payment payment(PaymentId id, List<Transfer> moves) {
        Transfer first = moves.get(0);
        List<Leg> legs = new ArrayList<>(moves.size());
        for (Transfer move : moves) {
            legs.add(new Leg(move.debitAccountId(), move.creditAccountId(), move.amount(), move.ledger()));
        }
        boolean isTwoPhase = TransferFlags.has(first.flags(), TransferFlags.PENDING);
        return new Payment(id, legs, isTwoPhase, first.userData128(), first.userData64());
    }

    /** Returns what each leg moved. Meaningful only if the attempt is paid. */
    public List<UInt128> paidAmounts() {
        return paidBy().stream().map(Transfer::amount).toList();
    }

    /** Returns the outcome of an attempt that is paid. */
    public PaymentOutcome.Paid paid() {
        List<Transfer> by = paidBy();
        return new PaymentOutcome.Paid(
                id(), attempt, paidAmounts(), by.get(by.size() - 1).timestamp());
    }

    /** Returns the outcome of an attempt that moved no money. */
    PaymentOutcome.Refused refused(PaymentRefusal reason, String detail) {
        return new PaymentOutcome.Refused(id(), attempt, reason, detail);
    }

    private List<Transfer> paidBy() {
        return isTwoPhase() ? posts : moves;
    }
}

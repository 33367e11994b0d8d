package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the ledger holds of an attempt. Legs are moved, posted and voided as one chain, so there are all of them or none.
 *
 * @param payment as the ledger holds it
 * @param moves of all legs, in their order
 * @param posts of all legs, in their order; empty if it is not posted
 * @param isVoided true if it is voided
 */
record Trail(Payment payment, int attempt, List<Transfer> moves, List<Transfer> posts, boolean isVoided) {
    /** Of transfers that were looked up. */
    static Trail of(PaymentId id, int attempt, List<Transfer> moves) {
        return new Trail(payment(id, moves), attempt, moves, List.of(), false);
    }

    /** The same with its end. */
    Trail ended(List<Transfer> newPosts, boolean isNowVoided) {
        return new Trail(payment, attempt, moves, newPosts, isNowVoided);
    }

    PaymentId id() {
        return payment.id();
    }

    /** True if the legs are reserved, or were. */
    boolean isTwoPhase() {
        return payment.isTwoPhase();
    }

    boolean isPaid() {
        return !isTwoPhase() || !posts.isEmpty();
    }

    /** When the ledger gives the first leg back, ns since 1970. */
    long expires() {
        Transfer first = moves.get(0);
        return first.timestamp() + TimeUnit.SECONDS.toNanos(Integer.toUnsignedLong(first.timeout()));
    }

    boolean isExpiredAt(long ledgerTime) {
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

    /** What each leg moved; only if it is paid. */
    List<UInt128> paidAmounts() {
        return paidBy().stream().map(Transfer::amount).toList();
    }

    PaymentReply.Paid paid() {
        List<Transfer> by = paidBy();
        return new PaymentReply.Paid(
                id(), attempt, paidAmounts(), by.get(by.size() - 1).timestamp());
    }

    PaymentReply.Refused refused(PaymentRefusal reason, String detail) {
        return new PaymentReply.Refused(id(), attempt, reason, detail);
    }

    private List<Transfer> paidBy() {
        return isTwoPhase() ? posts : moves;
    }
}

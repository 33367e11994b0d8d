package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/**
 * The transfers of one payment: which ids, which fields. Always the same for the same step, but for the time of a
 * reserve.
 */
record Plan(PaymentId id, PaymentSettings settings) {
    private static final int ANY_LEDGER = 1;
    private static final int ANY_CODE = 1;

    /**
     * The legs of an attempt as one chain.
     *
     * @param timeoutSeconds of reserves, at least 1
     */
    List<Transfer> moves(Payment payment, int attempt, int timeoutSeconds) {
        List<Transfer> moves = new ArrayList<>(payment.legs().size());
        for (int i = 0; i < payment.legs().size(); i++) {
            Leg leg = payment.legs().get(i);
            moves.add(Transfer.builder()
                    .id(id.transferId(attempt, PaymentPhase.MOVE, i))
                    .debitAccountId(leg.debitAccountId())
                    .creditAccountId(leg.creditAccountId())
                    .amount(leg.amount())
                    .ledgerUnsigned(leg.ledger())
                    .code(settings.code())
                    .userData128(payment.userData128())
                    .userData64Unsigned(payment.userData64())
                    .userData32Unsigned(settings.workflow())
                    .flags(payment.isTwoPhase() ? TransferFlags.PENDING : TransferFlags.NONE)
                    .timeout(payment.isTwoPhase() ? timeoutSeconds : 0)
                    .build());
        }
        return chain(moves);
    }

    /** Posts all legs of an attempt as one chain. */
    List<Transfer> posts(Trail trail, List<UInt128> amounts) {
        List<Transfer> posts = new ArrayList<>(trail.moves().size());
        for (int i = 0; i < trail.moves().size(); i++) {
            posts.add(settlement(trail, PaymentPhase.POST, i)
                    .amount(amounts.get(i))
                    .flags(TransferFlags.POST_PENDING_TRANSFER)
                    .build());
        }
        return chain(posts);
    }

    /** Voids all legs of an attempt as one chain. */
    List<Transfer> voids(Trail trail) {
        List<Transfer> voids = new ArrayList<>(trail.moves().size());
        for (int i = 0; i < trail.moves().size(); i++) {
            voids.add(settlement(trail, PaymentPhase.VOID, i)
                    .flags(TransferFlags.VOID_PENDING_TRANSFER)
                    .build());
        }
        return chain(voids);
    }

    /** Gives parts of paid legs back as one chain. */
    List<Transfer> refunds(Trail trail, Refund refund) {
        List<Transfer> refunds = new ArrayList<>();
        for (int i = 0; i < refund.parts().size(); i++) {
            Refund.Part part = refund.parts().get(i);
            Transfer move = trail.moves().get(part.leg());
            refunds.add(Transfer.builder()
                    .id(id.transferId(trail.attempt(), PaymentPhase.REFUND, refund.number() + i))
                    .debitAccountId(move.creditAccountId())
                    .creditAccountId(move.debitAccountId())
                    .amount(part.amount())
                    .ledgerUnsigned(move.ledger())
                    .code(settings.code())
                    .userData128(move.userData128())
                    .userData64Unsigned(move.userData64())
                    .userData32Unsigned(settings.workflow())
                    .build());
        }
        return chain(refunds);
    }

    /**
     * A transfer that can only fail, and so uses up the id, so that no late copy of the real one can be executed any
     * more. One member is enough to stop a chain.
     */
    Transfer fuse(UInt128 transferId) {
        return Transfer.builder()
                .id(transferId)
                .debitAccountId(nobody("debit"))
                .creditAccountId(nobody("credit"))
                .ledger(ANY_LEDGER)
                .code(ANY_CODE)
                .build();
    }

    // An account that does not exist: its id is a hash of the payment's.
    private UInt128 nobody(String side) {
        UInt128 hash =
                PaymentId.ofKey("io.ledgeractors nobody " + side + " " + id).value();
        return UInt128.of(hash.high(), hash.low() | 2);
    }

    private Transfer.Builder settlement(Trail trail, PaymentPhase phase, int leg) {
        return Transfer.builder()
                .id(id.transferId(trail.attempt(), phase, leg))
                .pendingId(trail.moves().get(leg).id());
    }

    private static List<Transfer> chain(List<Transfer> transfers) {
        if (transfers.size() == 1) {
            return transfers;
        }
        List<Transfer> chain = new ArrayList<>(transfers);
        for (int i = 0; i < chain.size() - 1; i++) {
            Transfer transfer = chain.get(i);
            chain.set(
                    i,
                    transfer.toBuilder()
                            .flags(transfer.flags() | TransferFlags.LINKED)
                            .build());
        }
        return chain;
    }
}

package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.actors.recovery.IdInvalidation;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the transfers of one payment with their ids and fields. The same stage always gets the same transfers, except
 * for the time-out of a reserve. Immutable.
 */
public record TransferPlan(PaymentId id, PaymentSettings settings) {
    /**
     * Returns the transfers that reserve or move the legs of an attempt, as one chain.
     *
     * @param timeoutSeconds of reserves, at least 1
     */
    public List<Transfer> moves(Payment payment, int attempt, int timeoutSeconds) {
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
        return Transfer.chain(moves);
    }

    /** Returns the transfers that post all legs of an attempt, as one chain. */
    List<Transfer> posts(AttemptRecord recorded, List<UInt128> amounts) {
        List<Transfer> posts = new ArrayList<>(recorded.moves().size());
        for (int i = 0; i < recorded.moves().size(); i++) {
            posts.add(settlement(recorded, PaymentPhase.POST, i)
                    .amount(amounts.get(i))
                    .flags(TransferFlags.POST_PENDING_TRANSFER)
                    .build());
        }
        return Transfer.chain(posts);
    }

    /** Returns the transfers that void all legs of an attempt, as one chain. */
    List<Transfer> voids(AttemptRecord recorded) {
        List<Transfer> voids = new ArrayList<>(recorded.moves().size());
        for (int i = 0; i < recorded.moves().size(); i++) {
            voids.add(settlement(recorded, PaymentPhase.VOID, i)
                    .amount(recorded.moves().get(i).amount())
                    .flags(TransferFlags.VOID_PENDING_TRANSFER)
                    .build());
        }
        return Transfer.chain(voids);
    }

    /** Returns the transfers that move parts of paid legs back, as one chain. */
    public List<Transfer> refunds(AttemptRecord recorded, Refund refund) {
        List<Transfer> refunds = new ArrayList<>();
        for (int i = 0; i < refund.parts().size(); i++) {
            Refund.Part part = refund.parts().get(i);
            Transfer move = recorded.moves().get(part.leg());
            refunds.add(Transfer.builder()
                    .id(id.transferId(recorded.attempt(), PaymentPhase.REFUND, refund.number() + i))
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
        return Transfer.chain(refunds);
    }

    /**
     * Returns a transfer that can only fail and so invalidates its id. After that no late copy of the real transfer can
     * be executed. One member with an invalid id stops a whole chain. It states ledger and code of the real transfer,
     * so that a gateway that limits both takes it.
     *
     * @param ledger of the transfer with this id
     */
    public Transfer invalidating(UInt128 transferId, int ledger) {
        return IdInvalidation.transfer(
                transferId, ledger, settings.code(), missingAccount("debit"), missingAccount("credit"));
    }

    // No account has this id, because it is a hash of the payment's id.
    private UInt128 missingAccount(String side) {
        UInt128 hash =
                PaymentId.ofKey("io.ledgeractors nobody " + side + " " + id).value();
        return UInt128.of(hash.high(), hash.low() | 2);
    }

    // A gateway can limit ledgers, codes and amounts, and then takes posts and voids only if they state them.
    private Transfer.Builder settlement(AttemptRecord recorded, PaymentPhase phase, int leg) {
        Transfer move = recorded.moves().get(leg);
        return Transfer.builder()
                .id(id.transferId(recorded.attempt(), phase, leg))
                .pendingId(move.id())
                .ledgerUnsigned(move.ledger())
                .code(move.code());
    }
}

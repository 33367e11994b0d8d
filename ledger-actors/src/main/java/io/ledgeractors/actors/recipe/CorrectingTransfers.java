package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;

/**
 * Makes corrections of wrong transfers. The ledger never changes or deletes a transfer. A second transfer in the other
 * direction undoes the wrong one, a third moves what should have been moved, and the history keeps all of them.
 *
 * <p>This class does not add up several corrections of one transfer. Payments have refunds, which never give back more
 * than was paid.
 */
public final class CorrectingTransfers {
    private static final int DECIDED_BY_LEDGER =
            TransferFlags.BALANCING_DEBIT | TransferFlags.BALANCING_CREDIT | TransferFlags.POST_PENDING_TRANSFER;

    private CorrectingTransfers() {}

    /**
     * Returns a transfer that gives back what a wrong one has moved, or a part of it. Its {@code user_data_128} is
     * the id of the wrong transfer.
     *
     * @param wrong as the ledger has it. A balancing transfer and a post must come from a lookup, because only the
     *     ledger knows what they have moved
     * @param id of the correction
     * @param amount at most the amount of the wrong transfer
     * @param code for corrections only, so that they can be told from other transfers
     * @throws IllegalArgumentException if the wrong transfer is pending or a void, which move nothing; if it is a
     *     balancing one or a post without a timestamp; or if it has moved less than the amount
     */
    public static Transfer undoing(Transfer wrong, UInt128 id, UInt128 amount, int code) {
        if (TransferFlags.has(wrong.flags(), TransferFlags.PENDING)) {
            throw new IllegalArgumentException("transfer " + wrong.id()
                    + " is pending and has moved nothing; void it, or" + " undo the transfer that has posted it");
        }
        if (TransferFlags.has(wrong.flags(), TransferFlags.VOID_PENDING_TRANSFER)) {
            throw new IllegalArgumentException("transfer " + wrong.id() + " is a void and has moved nothing; create the"
                    + " voided transfer again instead");
        }
        if ((wrong.flags() & DECIDED_BY_LEDGER) != 0 && wrong.timestamp() == 0) {
            throw new IllegalArgumentException("transfer " + wrong.id() + " is not as the ledger has it, so what it has"
                    + " moved is not known; look it up first");
        }
        if (amount.compareTo(wrong.amount()) > 0) {
            throw new IllegalArgumentException("transfer " + wrong.id() + " has moved " + wrong.amount() + ", so "
                    + amount + " cannot be given back; give back at most what it has moved");
        }
        return Transfer.builder()
                .id(id)
                .debitAccountId(wrong.creditAccountId())
                .creditAccountId(wrong.debitAccountId())
                .amount(amount)
                .ledgerUnsigned(wrong.ledger())
                .code(code)
                .userData128(wrong.id())
                .build();
    }
}

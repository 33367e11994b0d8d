package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;

/**
 * Corrects a transfer. Transfers are never changed or deleted: one the other way undoes it, another puts the right one in
 * its place, and the history tells all of it. Payments have refunds, which also watch that no more goes back than was paid.
 */
public final class CorrectingTransfers {
    private CorrectingTransfers() {}

    /**
     * Undoes a transfer, or a part of it.
     *
     * @param wrong as it is in the ledger; neither pending nor balancing counts, what has moved is given back
     * @param id of the correction
     * @param amount at most that of the transfer
     * @param code of corrections, so that they can be told from other transfers
     * @throws IllegalArgumentException if more is to be given back than was moved, or the transfer moved nothing
     */
    public static Transfer undoing(Transfer wrong, UInt128 id, UInt128 amount, int code) {
        boolean isPending = TransferFlags.has(wrong.flags(), TransferFlags.PENDING);
        if (isPending || amount.compareTo(wrong.amount()) > 0) {
            throw new IllegalArgumentException("transfer " + wrong.id() + " moved "
                    + (isPending ? "nothing, void it" : wrong.amount().toString()) + ", so " + amount
                    + " cannot be given back");
        }
        // What belongs together has the same user data: the wrong transfer's id.
        return Transfer.builder()
                .id(id)
                .debitAccountId(wrong.creditAccountId())
                .creditAccountId(wrong.debitAccountId())
                .amount(amount)
                .ledger(wrong.ledger())
                .code(code)
                .userData128(wrong.id())
                .build();
    }
}

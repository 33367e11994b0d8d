package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.model.TransferFlags;

/** Gives back what a pending transfer holds, when it is posted, voided or expires. */
public final class PendingRelease {
    private PendingRelease() {}

    /** Releases the reserved amount and reopens what the pending transfer had closed. */
    public static void release(TransferFields pending, AccountState debit, AccountState credit) {
        debit.debitsPending.subtract(pending.amount);
        credit.creditsPending.subtract(pending.amount);
        if (pending.has(TransferFlags.CLOSING_DEBIT)) {
            debit.reopen();
        }
        if (pending.has(TransferFlags.CLOSING_CREDIT)) {
            credit.reopen();
        }
    }
}

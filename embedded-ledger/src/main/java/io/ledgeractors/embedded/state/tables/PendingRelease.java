package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.model.TransferFlags;

/** Releases what a pending transfer holds in its accounts, when it is posted, voided or expires. */
public final class PendingRelease {
    private PendingRelease() {}

    /** Releases the pending amount in both accounts and reopens the accounts that the pending transfer closed. */
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

package io.ledgeractors.embedded.state;

import io.ledgeractors.model.TransferFlags;

/** Gives back what a pending transfer holds, when it is posted, voided or expires. */
final class Release {
    private Release() {}

    /** Releases the reserved amount and reopens what the pending transfer had closed. */
    static void release(TransferFields pending, AccountState debit, AccountState credit) {
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

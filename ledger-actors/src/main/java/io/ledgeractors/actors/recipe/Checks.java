package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;

/** Checks the arguments of recipes and the ledger's answers. Pure. */
final class Checks {
    private static final int RESOLVING = TransferFlags.POST_PENDING_TRANSFER | TransferFlags.VOID_PENDING_TRANSFER;

    private Checks() {}

    /**
     * Requires a transfer that moves or reserves an amount now.
     *
     * @throws IllegalArgumentException if it posts or voids a pending transfer, or is imported
     */
    static void requireNew(Transfer transfer) {
        if ((transfer.flags() & RESOLVING) != 0) {
            throw new IllegalArgumentException("transfer " + transfer.id() + " posts or voids a pending transfer, and"
                    + " rules about balances count the amount when the pending transfer is created; send it without"
                    + " the recipe");
        }
        if (TransferFlags.has(transfer.flags(), TransferFlags.IMPORTED)) {
            throw new IllegalArgumentException("transfer " + transfer.id() + " is imported, and the other transfers of"
                    + " the chain cannot be; import it without the recipe");
        }
    }

    /**
     * Requires that the transfer does not use an account of the recipe.
     *
     * @param role what the recipe uses the account for
     * @throws IllegalArgumentException if the transfer debits or credits it
     */
    static void requireApart(Transfer transfer, String role, UInt128 account) {
        if (account.equals(transfer.debitAccountId()) || account.equals(transfer.creditAccountId())) {
            throw new IllegalArgumentException("account " + account + " is an account of transfer " + transfer.id()
                    + ", so it cannot be the " + role + " account; use one without other transfers");
        }
    }

    /** Returns true if the transfer at this position of the chain was refused for its amount. */
    static boolean exceeded(List<CreateTransferResult> results, int position) {
        if (results.size() <= position) {
            throw new IllegalArgumentException("a chain of this recipe has at least " + (position + 1)
                    + " results, not " + results.size() + "; pass the results of all its transfers");
        }
        CreateTransferStatus status = results.get(position).status();
        return status == CreateTransferStatus.ExceedsCredits || status == CreateTransferStatus.ExceedsDebits;
    }
}

package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/** Makes the transfers of recipes. Pure, thread-safe. */
final class RecipeTransfers {
    private RecipeTransfers() {}

    /**
     * Returns the same transfers as one chain. The last one loses the flag {@code linked}, because the caller's
     * transfer may come from a longer chain.
     */
    static List<Transfer> chain(Transfer... transfers) {
        List<Transfer> chain = new ArrayList<>(List.of(transfers));
        int end = chain.size() - 1;
        Transfer last = chain.get(end);
        chain.set(
                end,
                last.toBuilder().flags(last.flags() & ~TransferFlags.LINKED).build());
        return Transfer.chain(chain);
    }

    /** Returns a transfer with the ledger, code, user data and amount of this one, between other accounts. */
    static Transfer.Builder like(Transfer transfer, UInt128 id, UInt128 debitAccountId, UInt128 creditAccountId) {
        return transfer.toBuilder()
                .id(id)
                .debitAccountId(debitAccountId)
                .creditAccountId(creditAccountId)
                .pendingId(UInt128.ZERO)
                .timeout(0)
                .flags(TransferFlags.NONE)
                .timestamp(0);
    }
}

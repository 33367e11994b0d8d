package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/** Transfers that are executed all or none. */
public final class Chain {
    private Chain() {}

    /**
     * Links transfers: all but the last get the flag {@code linked}.
     *
     * @param transfers at least one, in the order in which the ledger executes them
     */
    public static List<Transfer> of(Transfer... transfers) {
        return of(List.of(transfers));
    }

    /** Links transfers: all but the last get the flag {@code linked}. */
    public static List<Transfer> of(List<Transfer> transfers) {
        List<Transfer> chain = new ArrayList<>();
        for (int i = 0; i < transfers.size(); i++) {
            Transfer transfer = transfers.get(i);
            int linked = i < transfers.size() - 1 ? TransferFlags.LINKED : TransferFlags.NONE;
            int flags = (transfer.flags() & ~TransferFlags.LINKED) | linked;
            chain.add(transfer.toBuilder().flags(flags).build());
        }
        return List.copyOf(chain);
    }

    /** A transfer like this one, with its ledger, code and user data, between other accounts. */
    static Transfer.Builder like(Transfer transfer, UInt128 id, UInt128 debitAccountId, UInt128 creditAccountId) {
        return transfer.toBuilder()
                .id(id)
                .debitAccountId(debitAccountId)
                .creditAccountId(creditAccountId)
                .pendingId(UInt128.ZERO)
                .timeout(0)
                .flags(TransferFlags.NONE);
    }

    /** Voids a pending transfer of the same chain. */
    static Transfer voiding(UInt128 id, UInt128 pendingId) {
        return Transfer.builder()
                .id(id)
                .pendingId(pendingId)
                .flags(TransferFlags.VOID_PENDING_TRANSFER)
                .build();
    }
}

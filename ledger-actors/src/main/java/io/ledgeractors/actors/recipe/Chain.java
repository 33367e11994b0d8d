package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/** Makes chains of linked transfers, of which the ledger executes all or none. */
public final class Chain {
    private Chain() {}

    /**
     * Returns the same transfers as one chain. All but the last get the flag {@code linked}; the last loses it.
     *
     * @param transfers at least one, in the order in which the ledger executes them
     * @throws IllegalArgumentException if there are none
     */
    public static List<Transfer> of(Transfer... transfers) {
        return of(List.of(transfers));
    }

    /**
     * Returns the same transfers as one chain. All but the last get the flag {@code linked}; the last loses it.
     * Chains can be joined to a longer one by passing all their transfers.
     *
     * @param transfers at least one, in the order in which the ledger executes them
     * @throws IllegalArgumentException if there are none
     */
    public static List<Transfer> of(List<Transfer> transfers) {
        if (transfers.isEmpty()) {
            throw new IllegalArgumentException("a chain without transfers; pass at least one");
        }
        List<Transfer> chain = new ArrayList<>();
        for (int i = 0; i < transfers.size(); i++) {
            Transfer transfer = transfers.get(i);
            int linked = i < transfers.size() - 1 ? TransferFlags.LINKED : TransferFlags.NONE;
            int flags = (transfer.flags() & ~TransferFlags.LINKED) | linked;
            chain.add(transfer.toBuilder().flags(flags).build());
        }
        return List.copyOf(chain);
    }

    /** A transfer with the ledger, code, user data and amount of this one, between other accounts. */
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

    /** Voids a pending transfer of the same chain. */
    static Transfer voiding(UInt128 id, UInt128 pendingId) {
        return Transfer.builder()
                .id(id)
                .pendingId(pendingId)
                .flags(TransferFlags.VOID_PENDING_TRANSFER)
                .build();
    }
}

package io.ledgeractors.streams.internal;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Transfers in chains of random lengths, with ids 1, 2, 3, ... */
final class Chains {
    private Chains() {}

    /** A transfer whose other fields follow from its id. */
    static Transfer transfer(long id, boolean linked) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .debitAccountId(UInt128.of(id % 7 + 1))
                .creditAccountId(UInt128.of(id % 5 + 10))
                .amount(UInt128.of(id * 3))
                .userData64Unsigned(~id)
                .ledger(1)
                .code(1)
                .flags(linked ? TransferFlags.LINKED : TransferFlags.NONE)
                .build();
    }

    /** {@code linked} events in one chain and the one that ends it, or leaves it open. */
    static List<Transfer> chain(long firstId, int events, boolean open) {
        List<Transfer> chain = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            chain.add(transfer(firstId + i, open || i < events - 1));
        }
        return chain;
    }

    /** Whole chains, most of them of one event, none longer than {@code longest}. */
    static List<Transfer> random(Random random, int chains, int longest) {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < chains; i++) {
            int length = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(longest);
            transfers.addAll(chain(transfers.size() + 1L, length, false));
        }
        return transfers;
    }

    static boolean isLinked(Transfer transfer) {
        return TransferFlags.has(transfer.flags(), TransferFlags.LINKED);
    }
}

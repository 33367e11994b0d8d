package io.ledgeractors.streams;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Creates transfers in chains, with ids 1, 2, 3, ... */
public final class TestTransfers {
    private TestTransfers() {}

    /** Returns a transfer whose other fields are derived from its id. */
    public static Transfer transfer(long id, boolean linked) {
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

    /** Returns one chain, whose last event ends it or leaves it open. */
    public static List<Transfer> chain(long firstId, int events, boolean open) {
        List<Transfer> chain = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            chain.add(transfer(firstId + i, open || i < events - 1));
        }
        return chain;
    }

    /** Returns complete chains, most of them of one event, none longer than {@code longest}. */
    public static List<Transfer> random(Random random, int chains, int longest) {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < chains; i++) {
            int length = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(longest);
            transfers.addAll(chain(transfers.size() + 1L, length, false));
        }
        return transfers;
    }

    /** Returns true if the next event belongs to the same chain. */
    public static boolean isLinked(Transfer transfer) {
        return TransferFlags.has(transfer.flags(), TransferFlags.LINKED);
    }
}

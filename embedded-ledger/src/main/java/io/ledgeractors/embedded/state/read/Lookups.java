package io.ledgeractors.embedded.state.read;

import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.tables.AccountTable;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.MutableUInt128;
import io.ledgeractors.embedded.state.tables.TransferTable;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/** Reads accounts and transfers by id, in the order of the request. Unknown ids have no result. */
public final class Lookups {
    private final AccountTable accounts;
    private final TransferTable transfers;
    private final MutableUInt128 id = new MutableUInt128();

    /** Creates the look-ups in these tables. */
    public Lookups(LedgerTables tables) {
        accounts = tables.accounts;
        transfers = tables.transfers;
    }

    /** Writes the accounts with these ids and returns their number. */
    public int accounts(ByteBuffer body, int at, int ids, ByteBuffer reply, int replyAt) {
        int found = 0;
        for (int i = 0; i < ids; i++) {
            id.read(body, at + i * MutableUInt128.SIZE);
            int ordinal = accounts.find(id);
            if (ordinal != AccountTable.ABSENT) {
                copy(accounts.records(), ordinal, reply, replyAt + found++ * TransferCodec.SIZE);
            }
        }
        return found;
    }

    /** Writes the transfers with these ids and returns their number. */
    public int transfers(ByteBuffer body, int at, int ids, ByteBuffer reply, int replyAt) {
        int found = 0;
        for (int i = 0; i < ids; i++) {
            id.read(body, at + i * MutableUInt128.SIZE);
            int ordinal = transfers.find(id);
            if (ordinal >= 0) {
                copy(transfers.records(), ordinal, reply, replyAt + found++ * TransferCodec.SIZE);
            }
        }
        return found;
    }

    private static void copy(RecordStore records, int ordinal, ByteBuffer reply, int at) {
        reply.put(at, records.page(ordinal), records.offset(ordinal), TransferCodec.SIZE);
    }
}

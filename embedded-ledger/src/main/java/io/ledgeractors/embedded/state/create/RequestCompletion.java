package io.ledgeractors.embedded.state.create;

import io.ledgeractors.embedded.state.find.SearchIndexes;
import io.ledgeractors.embedded.state.tables.Invariant;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.PendingStatus;
import io.ledgeractors.embedded.state.tables.TransferFields;

/**
 * Completes a create request when no chain can be rolled back any more: it updates the search indexes and the queue of
 * expiries, and lets the stores write their records. It cannot fail, because the capacity was reserved before.
 */
public final class RequestCompletion {
    private final LedgerTables tables;
    private final SearchIndexes indexes;
    private final TransferFields transfer = new TransferFields();
    /** The transfers of all completed requests. */
    private int transfers;

    /** Creates the completion of requests to these tables and indexes. */
    public RequestCompletion(LedgerTables tables, SearchIndexes indexes) {
        this.tables = tables;
        this.indexes = indexes;
        this.transfers = tables.transfers.count();
    }

    /** Completes the request that was executed last. */
    public void complete() {
        int transfersNow = tables.transfers.count();
        Invariant.that(transfersNow >= transfers, "transfers of a completed request were removed");
        indexes.indexAccounts();
        indexes.indexTransfers();
        for (int ordinal = transfers; ordinal < transfersNow; ordinal++) {
            completeExpiry(ordinal);
        }
        tables.expiries.compact();
        tables.keep();
        transfers = transfersNow;
    }

    private void completeExpiry(int ordinal) {
        if (tables.transfers.status(ordinal) == PendingStatus.PENDING) {
            tables.transfers.read(ordinal, transfer);
            if (transfer.timeout != 0) {
                tables.expiries.add(transfer.expiresAt(), ordinal);
            }
            return;
        }
        int pending = tables.transfers.pending(ordinal);
        if (pending >= 0 && pending < transfers) {
            tables.transfers.read(pending, transfer);
            if (transfer.timeout != 0) {
                tables.expiries.markStale();
            }
        }
    }
}

package io.ledgeractors.embedded.state.create;

import io.ledgeractors.embedded.state.find.SearchIndexes;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.PendingStatus;
import io.ledgeractors.embedded.state.tables.TransferFields;

/**
 * What is done at the end of a request, when no chain can be undone any more: indexes, the queue of expiries, the
 * writing of records. It cannot fail: the room was taken before.
 */
public final class RequestCompletion {
    private final LedgerTables tables;
    private final SearchIndexes indexes;
    private final TransferFields transfer = new TransferFields();
    private int transfers;

    public RequestCompletion(LedgerTables tables, SearchIndexes indexes) {
        this.tables = tables;
        this.indexes = indexes;
    }

    public void complete() {
        int transfersNow = tables.transfers.count();
        indexes.indexAccounts();
        indexes.indexTransfers();
        for (int ordinal = transfers; ordinal < transfersNow; ordinal++) {
            completeExpiry(ordinal);
        }
        tables.transfers.keep();
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

package io.ledgeractors.embedded.state;

/**
 * What is done at the end of a request, when no chain can be undone any more: indexes, the queue of expiries, the
 * writing of records. It cannot fail: the room was taken before.
 */
final class Settlement {
    private final Books books;
    private final Queries queries;
    private final TransferFields transfer = new TransferFields();
    private int transfers;

    Settlement(Books books, Queries queries) {
        this.books = books;
        this.queries = queries;
    }

    void settle() {
        int transfersNow = books.transfers.count();
        queries.indexAccounts();
        queries.indexTransfers();
        for (int ordinal = transfers; ordinal < transfersNow; ordinal++) {
            settleExpiry(ordinal);
        }
        books.transfers.keep();
        transfers = transfersNow;
    }

    private void settleExpiry(int ordinal) {
        if (books.transfers.status(ordinal) == PendingStatus.PENDING) {
            books.transfers.read(ordinal, transfer);
            if (transfer.timeout != 0) {
                books.expiries.add(transfer.expiresAt(), ordinal);
            }
            return;
        }
        int pending = books.transfers.pending(ordinal);
        if (pending >= 0 && pending < transfers) {
            books.transfers.read(pending, transfer);
            if (transfer.timeout != 0) {
                books.expiries.leaves();
            }
        }
    }
}

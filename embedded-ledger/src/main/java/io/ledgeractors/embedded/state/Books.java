package io.ledgeractors.embedded.state;

import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.store.RecordStores;

/** All that a ledger knows. */
final class Books {
    final Fingerprints fingerprints;
    final AccountTable accounts;
    final TransferTable transfers;
    final ExpiryTable expiries;

    Books(RecordStores stores, Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
        accounts = new AccountTable(fingerprints);
        transfers = new TransferTable(stores, fingerprints);
        expiries = new ExpiryTable(stores, transfers);
    }

    /** Bytes of heap in use, about. */
    long bytes() {
        return accounts.bytes() + transfers.bytes() + expiries.bytes();
    }

    long lastTimestamp() {
        return Math.max(Math.max(accounts.lastTimestamp(), transfers.lastTimestamp()), expiries.lastTimestamp());
    }
}

package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.store.RecordStores;

/** All that a ledger knows. */
public final class LedgerTables {
    public final Fingerprints fingerprints;
    public final AccountTable accounts;
    public final TransferTable transfers;
    public final ExpiryTable expiries;

    public LedgerTables(RecordStores stores, Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
        accounts = new AccountTable(fingerprints);
        transfers = new TransferTable(stores, fingerprints);
        expiries = new ExpiryTable(stores, transfers);
    }

    /** Bytes of heap in use, about. */
    public long bytes() {
        return accounts.bytes() + transfers.bytes() + expiries.bytes();
    }

    public long lastTimestamp() {
        return Math.max(Math.max(accounts.lastTimestamp(), transfers.lastTimestamp()), expiries.lastTimestamp());
    }
}

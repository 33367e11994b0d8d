package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.store.RecordStores;

/** All tables of a ledger, which together are its state. */
public final class LedgerTables {
    public final Fingerprints fingerprints;
    public final AccountTable accounts;
    public final TransferTable transfers;
    public final ExpiryTable expiries;

    /**
     * Creates the tables of what the stores hold.
     *
     * @param stores where transfers and account events are kept; accounts are kept off the heap
     * @param fingerprints hashes ids and the values of fields; the same as when the records were written
     */
    public LedgerTables(RecordStores stores, Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
        accounts = new AccountTable(stores, fingerprints);
        transfers = new TransferTable(stores, fingerprints);
        expiries = new ExpiryTable(stores, transfers);
        new BalanceRecovery(this)
                .run(accounts.mark(BalancePass.MARK_TRANSFERS), accounts.mark(BalancePass.MARK_EXPIRIES));
    }

    /**
     * Saves balances for the next start: begins a pass over the accounts that have changed once enough has happened
     * since the last one, and writes some pages of the pass that is under way. Does nothing if there are no files.
     *
     * @param events the account events after which a pass begins
     * @param pages the most pages to write now
     */
    public void saveBalances(long events, int pages) {
        long since = (long) transfers.count()
                + expiries.events().count()
                - accounts.mark(BalancePass.MARK_TRANSFERS)
                - accounts.mark(BalancePass.MARK_EXPIRIES);
        accounts.saveBalances(
                pages, since >= events, transfers.count(), expiries.events().count());
    }

    /** Opens a savepoint before a request is executed: all that it changes can be rolled back. */
    public void openSavepoint() {
        accounts.openSavepoint();
        transfers.openSavepoint();
    }

    /** Closes the savepoint and undoes what the request has changed. The request must not have been completed. */
    public void rollBackSavepoint() {
        transfers.rollBackSavepoint();
        accounts.rollBackSavepoint();
        keep(); // gives back what the stores reserved; nothing was added that could be written
    }

    /** Ends a request: what was added so far can no longer be rolled back. */
    public void keep() {
        accounts.keep();
        transfers.keep();
        expiries.keep();
    }

    /** Returns the bytes of heap in use, approximately. */
    public long bytes() {
        return accounts.bytes() + transfers.bytes() + expiries.bytes();
    }

    /** Returns the greatest timestamp of any account, transfer or expiry; 0 if there is none. */
    public long lastTimestamp() {
        return Math.max(Math.max(accounts.lastTimestamp(), transfers.lastTimestamp()), expiries.lastTimestamp());
    }
}

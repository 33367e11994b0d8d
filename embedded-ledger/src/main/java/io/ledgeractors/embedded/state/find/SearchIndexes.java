package io.ledgeractors.embedded.state.find;

import io.ledgeractors.embedded.state.index.NumberIndex;
import io.ledgeractors.embedded.state.index.Ordinals;
import io.ledgeractors.embedded.state.tables.AccountTable;
import io.ledgeractors.embedded.state.tables.Invariant;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.ReadAhead;
import io.ledgeractors.embedded.state.tables.TransferTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes that filters search: accounts and transfers by their fields, transfers by their accounts. Records are
 * added in the order of their ordinals, some time after they were created. The indexes of a ledger that was just opened
 * are empty, and they also lag behind for lack of memory. They catch up by a slice with each create request and while
 * the ledger has nothing else to do, and completely before a search.
 */
public final class SearchIndexes {
    /**
     * The most records that are indexed in one go, some milliseconds of work: twice what a request can create, so that
     * the indexes catch up.
     */
    private static final int SLICE = 64 * ReadAhead.WINDOW;

    private final AccountTable accounts;
    private final TransferTable transfers;
    private final FieldIndexes accountFields;
    private final FieldIndexes transferFields;
    private final NumberIndex debits = new NumberIndex();
    private final NumberIndex credits = new NumberIndex();
    private final ReadAhead readAhead = new ReadAhead();
    private final int[] debitAccounts = new int[ReadAhead.WINDOW];
    private final int[] creditAccounts = new int[ReadAhead.WINDOW];
    private final int[] scratch = new int[ReadAhead.WINDOW];

    private boolean isDeferred;
    private int indexedAccounts;
    private int indexedTransfers;

    /** Creates empty indexes of these tables. */
    public SearchIndexes(LedgerTables tables) {
        accounts = tables.accounts;
        transfers = tables.transfers;
        accountFields = new FieldIndexes(accounts.records(), tables.fingerprints);
        transferFields = new FieldIndexes(transfers.records(), tables.fingerprints);
    }

    /**
     * Leaves records out of the indexes until they are searched, or until this is called with false. A ledger that is
     * opened does so, because the requests in its log need no index.
     */
    public void defer(boolean isDeferred) {
        this.isDeferred = isDeferred;
    }

    /** Indexes the accounts of a request and a slice of older ones, as far as memory permits. */
    public void indexAccounts() {
        if (isDeferred) {
            return;
        }
        try {
            addAccounts(SLICE);
        } catch (OutOfMemoryError outOfMemory) {
            // The next call goes on where this one stopped.
        }
    }

    /** Indexes the transfers of a request and a slice of older ones, as far as memory permits. */
    public void indexTransfers() {
        if (isDeferred) {
            return;
        }
        try {
            addTransfers(SLICE);
        } catch (OutOfMemoryError outOfMemory) {
            // The next call goes on where this one stopped.
        }
    }

    /**
     * Indexes everything that was left out so far.
     *
     * @throws OutOfMemoryError if the memory does not suffice; the indexes stay usable
     */
    public void catchUp() {
        addAccounts(Integer.MAX_VALUE);
        addTransfers(Integer.MAX_VALUE);
    }

    /** Returns true if nothing is left out. */
    public boolean isComplete() {
        return indexedAccounts == accounts.count() && indexedTransfers == transfers.count();
    }

    /**
     * Indexes a slice of what was left out so far.
     *
     * @throws OutOfMemoryError if the memory does not suffice; the indexes stay usable
     */
    public void addSlice() {
        if (indexedAccounts < accounts.count()) {
            addAccounts(SLICE);
        } else {
            addTransfers(SLICE);
        }
    }

    /**
     * Indexes what earlier calls left out for lack of memory. Does nothing if more than a slice is left out.
     *
     * @throws OutOfMemoryError if the memory still does not suffice; the indexes stay usable
     */
    public void catchUpSlice() {
        boolean isSlice = accounts.count() - indexedAccounts <= SLICE && transfers.count() - indexedTransfers <= SLICE;
        if (isSlice && !isDeferred) {
            catchUp();
        }
    }

    /**
     * Returns the accounts that a filter may match. The fields of the candidates have to be compared with the filter,
     * because different values can share a fingerprint.
     */
    public Ordinals accounts(FieldFilter filter) {
        return candidates(accountFields, accounts.count(), filter);
    }

    /** Returns the transfers that a filter may match; to be compared as those of {@link #accounts} are. */
    public Ordinals transfers(FieldFilter filter) {
        return candidates(transferFields, transfers.count(), filter);
    }

    /**
     * Returns the transfers that debit or credit an account, as the filter demands, and that its fields may match; to
     * be compared as those of {@link #accounts} are.
     *
     * @param account ordinal of the account
     */
    public Ordinals transfersOf(int account, FieldFilter filter) {
        List<Ordinals> sets = new ArrayList<>();
        if (filter.debits && filter.credits) {
            sets.add(Ordinals.union(debits.open(account), credits.open(account)));
        } else {
            sets.add(filter.debits ? debits.open(account) : credits.open(account));
        }
        transferFields.open(filter, sets);
        return Ordinals.intersection(sets.toArray(Ordinals[]::new));
    }

    /** Returns the bytes of heap in use, approximately. */
    public long bytes() {
        return accountFields.bytes() + transferFields.bytes() + debits.bytes() + credits.bytes();
    }

    private static Ordinals candidates(FieldIndexes fields, int records, FieldFilter filter) {
        List<Ordinals> sets = new ArrayList<>();
        fields.open(filter, sets);
        if (sets.isEmpty()) {
            sets.add(Ordinals.range(0, records));
        }
        return Ordinals.intersection(sets.toArray(Ordinals[]::new));
    }

    private void addAccounts(int most) {
        Invariant.that(indexedAccounts <= accounts.count(), "an indexed account was rolled back");
        int end = end(indexedAccounts, accounts.count(), most);
        accountFields.add(indexedAccounts, end);
        indexedAccounts = end;
    }

    private void addTransfers(int most) {
        Invariant.that(indexedTransfers <= transfers.count(), "an indexed transfer was rolled back");
        int end = end(indexedTransfers, transfers.count(), most);
        for (int from = indexedTransfers; from < end; from += ReadAhead.WINDOW) {
            addAccountsOf(from, Math.min(end, from + ReadAhead.WINDOW));
        }
        transferFields.add(indexedTransfers, end);
        indexedTransfers = end;
    }

    private static int end(int from, int count, int most) {
        return count - from <= most ? count : from + most;
    }

    private void addAccountsOf(int from, int to) {
        int count = to - from;
        for (int i = 0; i < count; i++) {
            debitAccounts[i] = transfers.debitAccount(from + i);
            creditAccounts[i] = transfers.creditAccount(from + i);
        }
        readAhead.keep(debits.add(debitAccounts, count, from, scratch));
        readAhead.keep(credits.add(creditAccounts, count, from, scratch));
    }
}

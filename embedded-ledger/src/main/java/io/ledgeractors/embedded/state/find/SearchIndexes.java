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
 * added in the order of their ordinals, some time after they were created. An index that lags behind for lack of memory
 * catches up before the next search.
 */
public final class SearchIndexes {
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

    private int indexedAccounts;
    private int indexedTransfers;

    /** Creates empty indexes of these tables. */
    public SearchIndexes(LedgerTables tables) {
        accounts = tables.accounts;
        transfers = tables.transfers;
        accountFields = new FieldIndexes(accounts.records(), tables.fingerprints);
        transferFields = new FieldIndexes(transfers.records(), tables.fingerprints);
    }

    /** Indexes the accounts that were created since the last call, as far as memory permits. */
    public void indexAccounts() {
        try {
            catchUpAccounts();
        } catch (OutOfMemoryError outOfMemory) {
            // The next call goes on where this one stopped.
        }
    }

    /** Indexes the transfers that were created since the last call, as far as memory permits. */
    public void indexTransfers() {
        try {
            catchUpTransfers();
        } catch (OutOfMemoryError outOfMemory) {
            // The next call goes on where this one stopped.
        }
    }

    /**
     * Indexes everything that an earlier call left out for lack of memory.
     *
     * @throws OutOfMemoryError if the memory still does not suffice; the indexes stay usable
     */
    public void catchUp() {
        catchUpAccounts();
        catchUpTransfers();
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

    private void catchUpAccounts() {
        Invariant.that(indexedAccounts <= accounts.count(), "an indexed account was rolled back");
        accountFields.add(indexedAccounts, accounts.count());
        indexedAccounts = accounts.count();
    }

    private void catchUpTransfers() {
        Invariant.that(indexedTransfers <= transfers.count(), "an indexed transfer was rolled back");
        for (int from = indexedTransfers; from < transfers.count(); from += ReadAhead.WINDOW) {
            addAccounts(from, Math.min(transfers.count(), from + ReadAhead.WINDOW));
        }
        transferFields.add(indexedTransfers, transfers.count());
        indexedTransfers = transfers.count();
    }

    private void addAccounts(int from, int to) {
        int count = to - from;
        for (int i = 0; i < count; i++) {
            debitAccounts[i] = transfers.debitAccount(from + i);
            creditAccounts[i] = transfers.creditAccount(from + i);
        }
        readAhead.keep(debits.add(debitAccounts, count, from, scratch));
        readAhead.keep(credits.add(creditAccounts, count, from, scratch));
    }
}

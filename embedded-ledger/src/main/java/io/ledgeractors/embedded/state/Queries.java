package io.ledgeractors.embedded.state;

import io.ledgeractors.embedded.state.index.NumberIndex;
import io.ledgeractors.embedded.state.index.Ordinals;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads by filter. A filter that is not valid finds nothing. Source: protocol fact sheet, sections 5 and 7. */
final class Queries {
    private final AccountTable accounts;
    private final TransferTable transfers;
    private final FieldIndexes accountFields;
    private final FieldIndexes transferFields;
    private final NumberIndex debits = new NumberIndex();
    private final NumberIndex credits = new NumberIndex();
    private final FieldFilter filter = new FieldFilter();
    private final Warmth warmth = new Warmth();
    private final int[] debitAccounts = new int[Warmth.WINDOW];
    private final int[] creditAccounts = new int[Warmth.WINDOW];
    private final int[] scratch = new int[Warmth.WINDOW];

    private int indexedAccounts;
    private int indexedTransfers;

    Queries(Books books) {
        accounts = books.accounts;
        transfers = books.transfers;
        accountFields = new FieldIndexes(accounts.records(), books.fingerprints);
        transferFields = new FieldIndexes(transfers.records(), books.fingerprints);
    }

    /** Makes the accounts findable that were created since the last call, if there is memory for it. */
    void indexAccounts() {
        try {
            catchUpAccounts();
        } catch (OutOfMemoryError outOfMemory) {
            // What was done so far is not done again by the next call.
        }
    }

    /** Makes the transfers findable that were created since the last call, if there is memory for it. */
    void indexTransfers() {
        try {
            catchUpTransfers();
        } catch (OutOfMemoryError outOfMemory) {
            // What was done so far is not done again by the next call.
        }
    }

    /**
     * Makes findable what there was no memory for.
     *
     * @throws OutOfMemoryError if there still is none
     */
    void catchUp() {
        catchUpAccounts();
        catchUpTransfers();
    }

    private void catchUpAccounts() {
        accountFields.add(indexedAccounts, accounts.count());
        indexedAccounts = accounts.count();
    }

    private void catchUpTransfers() {
        for (int from = indexedTransfers; from < transfers.count(); from += Warmth.WINDOW) {
            addAccounts(from, Math.min(transfers.count(), from + Warmth.WINDOW));
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
        warmth.keep(debits.add(debitAccounts, count, from, scratch));
        warmth.keep(credits.add(creditAccounts, count, from, scratch));
    }

    /** Bytes of memory in use, about. */
    long bytes() {
        return accountFields.bytes() + transferFields.bytes() + debits.bytes() + credits.bytes();
    }

    /** Writes the transfers of an account; their number. */
    int accountTransfers(ByteBuffer body, int at, ByteBuffer reply, int replyAt, int resultsMax) {
        if (!filter.readAccountFilter(body, at)) {
            return 0;
        }
        int account = accounts.find(filter.accountId);
        if (account == AccountTable.ABSENT) {
            return 0;
        }
        return copy(transfers.records(), ofAccount(account), reply, replyAt, resultsMax);
    }

    /** Writes the balances of an account with history, one for each of its transfers; their number. */
    int accountBalances(ByteBuffer body, int at, ByteBuffer reply, int replyAt, int resultsMax) {
        if (!filter.readAccountFilter(body, at)) {
            return 0;
        }
        int account = accounts.find(filter.accountId);
        if (account == AccountTable.ABSENT || !hasHistory(account)) {
            return 0;
        }
        int limit = limit(resultsMax);
        ResultCursor cursor = new ResultCursor(transfers.records(), filter, ofAccount(account));
        int results = 0;
        for (int ordinal = cursor.next(); ordinal != ResultCursor.END; ordinal = cursor.next()) {
            writeBalance(account, ordinal, reply, replyAt + results * AccountBalanceCodec.SIZE);
            if (++results == limit) {
                break;
            }
        }
        return results;
    }

    /** Writes the accounts that a filter asks for; their number. */
    int queryAccounts(ByteBuffer body, int at, ByteBuffer reply, int replyAt, int resultsMax) {
        return query(accounts.records(), accountFields, body, at, reply, replyAt, resultsMax);
    }

    /** Writes the transfers that a filter asks for; their number. */
    int queryTransfers(ByteBuffer body, int at, ByteBuffer reply, int replyAt, int resultsMax) {
        return query(transfers.records(), transferFields, body, at, reply, replyAt, resultsMax);
    }

    private int query(
            RecordStore records,
            FieldIndexes fields,
            ByteBuffer body,
            int at,
            ByteBuffer reply,
            int replyAt,
            int resultsMax) {
        if (!filter.readQueryFilter(body, at)) {
            return 0;
        }
        List<Ordinals> sets = new ArrayList<>();
        fields.open(filter, sets);
        if (sets.isEmpty()) {
            sets.add(Ordinals.range(0, records.count()));
        }
        return copy(records, Ordinals.intersection(sets.toArray(Ordinals[]::new)), reply, replyAt, resultsMax);
    }

    private Ordinals ofAccount(int account) {
        List<Ordinals> sets = new ArrayList<>();
        if (filter.debits && filter.credits) {
            sets.add(Ordinals.union(debits.open(account), credits.open(account)));
        } else {
            sets.add(filter.debits ? debits.open(account) : credits.open(account));
        }
        transferFields.open(filter, sets);
        return Ordinals.intersection(sets.toArray(Ordinals[]::new));
    }

    private int copy(RecordStore records, Ordinals candidates, ByteBuffer reply, int replyAt, int resultsMax) {
        int limit = limit(resultsMax);
        ResultCursor cursor = new ResultCursor(records, filter, candidates);
        int results = 0;
        for (int ordinal = cursor.next(); ordinal != ResultCursor.END; ordinal = cursor.next()) {
            int to = replyAt + results * TransferCodec.SIZE;
            reply.put(to, records.page(ordinal), records.offset(ordinal), TransferCodec.SIZE);
            if (++results == limit) {
                break;
            }
        }
        return results;
    }

    private void writeBalance(int account, int transfer, ByteBuffer reply, int at) {
        AccountEvents events = transfers.events();
        boolean debit = transfers.debitAccount(transfer) == account;
        Check.that(debit || transfers.creditAccount(transfer) == account, "a transfer in the list of another account");
        Bytes.zero(reply, at, AccountBalanceCodec.SIZE);
        if (debit) {
            events.writeDebitBalances(transfer, reply, at + AccountBalanceCodec.DEBITS_PENDING);
        } else {
            events.writeCreditBalances(transfer, reply, at + AccountBalanceCodec.DEBITS_PENDING);
        }
        long timestamp = Timestamps.of(transfers.records(), transfer, TransferCodec.TIMESTAMP);
        reply.putLong(at + AccountBalanceCodec.TIMESTAMP, timestamp);
    }

    private boolean hasHistory(int account) {
        RecordStore records = accounts.records();
        int flags = records.page(account).getShort(records.offset(account) + AccountCodec.FLAGS);
        return (flags & AccountFlags.HISTORY) != 0;
    }

    private int limit(int resultsMax) {
        return Integer.compareUnsigned(filter.limit, resultsMax) < 0 ? filter.limit : resultsMax;
    }
}

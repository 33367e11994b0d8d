package io.ledgeractors.embedded.state.read;

import io.ledgeractors.embedded.state.find.FieldFilter;
import io.ledgeractors.embedded.state.find.SearchIndexes;
import io.ledgeractors.embedded.state.index.Ordinals;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.tables.AccountEvents;
import io.ledgeractors.embedded.state.tables.AccountTable;
import io.ledgeractors.embedded.state.tables.Invariant;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.Timestamps;
import io.ledgeractors.embedded.state.tables.TransferTable;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * Executes the operations that read by a filter. An invalid filter has no results. Source: protocol fact sheet,
 * sections 5 and 7.
 */
public final class FilterQueries {
    private final AccountTable accounts;
    private final TransferTable transfers;
    private final SearchIndexes indexes;
    private final FieldFilter filter = new FieldFilter();

    /** Creates the queries on these tables, searched through these indexes. */
    public FilterQueries(LedgerTables tables, SearchIndexes indexes) {
        this.accounts = tables.accounts;
        this.transfers = tables.transfers;
        this.indexes = indexes;
    }

    /** Writes the transfers of an account and returns their number. */
    public int accountTransfers(ByteBuffer body, int at, ByteBuffer reply, int replyAt, int resultsMax) {
        if (!filter.readAccountFilter(body, at)) {
            return 0;
        }
        int account = accounts.find(filter.accountId);
        if (account == AccountTable.ABSENT) {
            return 0;
        }
        return copy(transfers.records(), indexes.transfersOf(account, filter), reply, replyAt, resultsMax);
    }

    /**
     * Writes the balances that an account had after each of its transfers and returns their number; 0 for an account
     * without {@link AccountFlags#HISTORY}.
     */
    public int accountBalances(ByteBuffer body, int at, ByteBuffer reply, int replyAt, int resultsMax) {
        if (!filter.readAccountFilter(body, at)) {
            return 0;
        }
        int account = accounts.find(filter.accountId);
        if (account == AccountTable.ABSENT || !hasHistory(account)) {
            return 0;
        }
        int limit = limit(resultsMax);
        ResultCursor cursor = new ResultCursor(transfers.records(), filter, indexes.transfersOf(account, filter));
        int results = 0;
        for (int ordinal = cursor.next(); ordinal != ResultCursor.END; ordinal = cursor.next()) {
            writeBalance(account, ordinal, reply, replyAt + results * AccountBalanceCodec.SIZE);
            if (++results == limit) {
                break;
            }
        }
        return results;
    }

    /** Writes the accounts that a filter matches and returns their number. */
    public int queryAccounts(ByteBuffer body, int at, ByteBuffer reply, int replyAt, int resultsMax) {
        return filter.readQueryFilter(body, at)
                ? copy(accounts.records(), indexes.accounts(filter), reply, replyAt, resultsMax)
                : 0;
    }

    /** Writes the transfers that a filter matches and returns their number. */
    public int queryTransfers(ByteBuffer body, int at, ByteBuffer reply, int replyAt, int resultsMax) {
        return filter.readQueryFilter(body, at)
                ? copy(transfers.records(), indexes.transfers(filter), reply, replyAt, resultsMax)
                : 0;
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
        Invariant.that(
                debit || transfers.creditAccount(transfer) == account, "a transfer in the list of another account");
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

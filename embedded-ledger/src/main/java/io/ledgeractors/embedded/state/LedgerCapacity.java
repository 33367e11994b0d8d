package io.ledgeractors.embedded.state;

import io.ledgeractors.embedded.state.find.SearchIndexes;
import io.ledgeractors.embedded.state.store.StoreFullException;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.wire.Operation;

/**
 * Reserves the capacity that a request needs at worst, and refuses the request before it changes anything if that does
 * not suffice.
 */
final class LedgerCapacity {
    /** The bytes of heap that a transfer takes at worst, which is while tables grow. */
    private static final int HEAP_PER_TRANSFER = 96;

    /**
     * The bytes of heap by which tables may grow whatever the number of events, because they grow by whole segments.
     */
    private static final long HEAP_PER_REQUEST = 4 << 20;

    /** The exception is created early, because there may be no memory for it when it is needed. */
    private static final LedgerFullException NO_MEMORY = LedgerFullException.withoutTrace(
            "no memory for more events; give the JVM more heap (-Xmx) or direct memory (-XX:MaxDirectMemorySize)");

    private final LedgerTables tables;
    private final SearchIndexes indexes;
    private final StateSettings settings;

    LedgerCapacity(LedgerTables tables, SearchIndexes indexes, StateSettings settings) {
        this.tables = tables;
        this.indexes = indexes;
        this.settings = settings;
    }

    /**
     * Reserves the capacity for some events of an operation.
     *
     * @throws LedgerFullException if the capacity does not suffice; nothing was changed
     */
    void reserve(Operation operation, int events) {
        try {
            switch (operation) {
                case CREATE_ACCOUNTS, CREATE_ACCOUNTS_SPARSE, CREATE_ACCOUNTS_PLAIN -> forAccounts(events);
                case CREATE_TRANSFERS, CREATE_TRANSFERS_SPARSE, CREATE_TRANSFERS_PLAIN -> forTransfers(events);
                default -> {
                    if (searches(operation)) {
                        indexes.catchUp();
                    }
                }
            }
        } catch (OutOfMemoryError outOfMemory) {
            throw NO_MEMORY;
        } catch (StoreFullException full) {
            throw new LedgerFullException(String.valueOf(full.getMessage()), full);
        }
    }

    /** Returns true if the operation needs complete indexes. */
    static boolean searches(Operation operation) {
        return switch (operation) {
            case GET_ACCOUNT_TRANSFERS,
                    GET_ACCOUNT_TRANSFERS_PLAIN,
                    GET_ACCOUNT_BALANCES,
                    GET_ACCOUNT_BALANCES_PLAIN,
                    QUERY_ACCOUNTS,
                    QUERY_ACCOUNTS_PLAIN,
                    QUERY_TRANSFERS,
                    QUERY_TRANSFERS_PLAIN -> true;
            default -> false;
        };
    }

    /**
     * Reserves the capacity for this many expiries.
     *
     * @throws LedgerFullException if the capacity does not suffice; nothing was changed
     */
    void reserveExpiries(int expiries) {
        try {
            below("expiries", tables.expiries.events().count(), expiries, settings.transfersMax());
            tables.expiries.reserveEvents(expiries);
        } catch (OutOfMemoryError outOfMemory) {
            throw NO_MEMORY;
        } catch (StoreFullException full) {
            throw new LedgerFullException(String.valueOf(full.getMessage()), full);
        }
    }

    /** Returns the bytes of heap that tables and indexes take, approximately. */
    long heapBytes() {
        return tables.bytes() + indexes.bytes();
    }

    private void forAccounts(int events) {
        below("accounts", tables.accounts.count(), events, settings.accountsMax());
        belowHeapMax(events);
        indexes.catchUpSlice();
        tables.accounts.reserve(events);
    }

    private void forTransfers(int events) {
        below("transfers", tables.transfers.count(), events, settings.transfersMax());
        below("ids of failed transfers", tables.transfers.failedIdCount(), events, settings.failedIdsMax());
        belowHeapMax(events);
        indexes.catchUpSlice();
        tables.transfers.reserve(events);
        tables.expiries.reserve(events);
        tables.accounts.reserveChanges(events);
    }

    private void belowHeapMax(int events) {
        long heap = heapBytes();
        if (heap > settings.heapMax() - HEAP_PER_REQUEST - (long) events * HEAP_PER_TRANSFER) {
            throw new LedgerFullException("the tables of the ledger take " + mebibytes(heap) + " of at most "
                    + mebibytes(settings.heapMax()) + " of heap: " + events
                    + " events more might not fit; raise memory.heap (in Java: MemorySettings.withHeap) and the heap"
                    + " of the JVM (-Xmx)");
        }
    }

    private static void below(String what, int count, int more, int most) {
        if (more > most - count) {
            throw new LedgerFullException("the ledger holds " + count + " " + what + ", and one ledger holds at most "
                    + most + ": " + more + " more do not fit; use another ledger for further ones");
        }
    }

    private static String mebibytes(long bytes) {
        return bytes / (1 << 20) + " MiB";
    }
}

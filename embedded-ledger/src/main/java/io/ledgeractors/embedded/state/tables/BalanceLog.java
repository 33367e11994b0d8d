package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/** An undo log: balances and flags that accounts had before a chain of events changed them. */
final class BalanceLog {
    /** Longs of the four balances. */
    private static final int BALANCES = 8;

    /** Longs of an entry: balances, flags and ordinal of the account. */
    private static final int ENTRY = BALANCES + 2;

    private final RecordStore accounts;
    private long[] entries = new long[0];
    private int length;
    private boolean open;

    BalanceLog(RecordStore accounts) {
        this.accounts = accounts;
    }

    /** Reserves memory for this many changes of accounts in a chain. */
    void reserve(int changes) {
        if (entries.length < changes * ENTRY) {
            entries = new long[changes * ENTRY];
        }
    }

    /** Returns the bytes of heap in use. */
    long bytes() {
        return (long) entries.length * Long.BYTES;
    }

    /** Starts to record changes. */
    void open() {
        Invariant.that(!open, "a chain opens within a chain");
        open = true;
        length = 0;
    }

    /** Stops to record changes and drops the log. */
    void close() {
        Invariant.that(open, "a chain closes that is not open");
        open = false;
    }

    /** Records the present state of an account that is about to change. Does nothing while no chain is open. */
    void note(int ordinal) {
        if (!open) {
            return;
        }
        ByteBuffer page = accounts.page(ordinal);
        int offset = accounts.offset(ordinal);
        for (int i = 0; i < BALANCES; i++) {
            entries[length + i] = page.getLong(offset + AccountCodec.DEBITS_PENDING + i * Long.BYTES);
        }
        entries[length + BALANCES] = page.getShort(offset + AccountCodec.FLAGS);
        entries[length + BALANCES + 1] = ordinal;
        length += ENTRY;
    }

    /** Undoes all changes since the chain was opened, newest first, and closes it. */
    void restore() {
        close();
        while (length > 0) {
            length -= ENTRY;
            int ordinal = (int) entries[length + BALANCES + 1];
            ByteBuffer page = accounts.page(ordinal);
            int offset = accounts.offset(ordinal);
            for (int i = 0; i < BALANCES; i++) {
                page.putLong(offset + AccountCodec.DEBITS_PENDING + i * Long.BYTES, entries[length + i]);
            }
            page.putShort(offset + AccountCodec.FLAGS, (short) entries[length + BALANCES]);
        }
    }
}

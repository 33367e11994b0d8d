package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/**
 * An undo log: balances and flags that accounts had before a chain of events changed them, or before all events of a
 * savepoint did. Chains open and close within a savepoint, and the log then keeps the changes of closed chains.
 */
final class BalanceLog {
    /** Longs of the four balances. */
    private static final int BALANCES = 8;

    /** Longs of an entry: balances, flags and ordinal of the account. */
    private static final int ENTRY = BALANCES + 2;

    private final RecordStore accounts;
    private long[] entries = new long[0];
    private int length;
    private int lengthBeforeChain;
    /** True while a chain or a savepoint is open. */
    private boolean recording;

    private boolean chainOpen;
    private boolean savepointOpen;

    BalanceLog(RecordStore accounts) {
        this.accounts = accounts;
    }

    /** Reserves memory for this many changes of accounts in a chain or a savepoint. */
    void reserve(int changes) {
        if (entries.length < changes * ENTRY) {
            entries = new long[changes * ENTRY];
        }
    }

    /** Returns the bytes of heap in use. */
    long bytes() {
        return (long) entries.length * Long.BYTES;
    }

    /** Opens a chain. */
    void open() {
        Invariant.that(!chainOpen, "a chain opens within a chain");
        chainOpen = true;
        recording = true;
        lengthBeforeChain = length;
    }

    /** Closes the chain. The log drops its changes, unless they belong to a savepoint. */
    void close() {
        Invariant.that(chainOpen, "a chain closes that is not open");
        chainOpen = false;
        if (!savepointOpen) {
            recording = false;
            length = 0;
        }
    }

    /** Opens a savepoint. */
    void openSavepoint() {
        Invariant.that(!recording, "a savepoint opens within a savepoint or a chain");
        savepointOpen = true;
        recording = true;
    }

    /**
     * Records the present state of an account that is about to change. Does nothing while neither a chain nor a
     * savepoint is open.
     */
    void note(int ordinal) {
        if (!recording) {
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
        restoreTo(lengthBeforeChain);
        close();
    }

    /** Undoes the newest changes of the savepoint, which stays open. */
    void restoreNewest(int changes) {
        Invariant.that(length >= changes * ENTRY, "more changes of accounts are undone than were made");
        restoreTo(length - changes * ENTRY);
    }

    /** Undoes all changes since the savepoint was opened, newest first, and closes it. */
    void restoreSavepoint() {
        Invariant.that(savepointOpen && !chainOpen, "a savepoint closes that is not open, or within a chain");
        restoreTo(0);
        savepointOpen = false;
        recording = false;
    }

    private void restoreTo(int kept) {
        while (length > kept) {
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

package io.ledgeractors.embedded.state.expire;

import io.ledgeractors.embedded.state.tables.AccountState;
import io.ledgeractors.embedded.state.tables.ExpiryTable;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.PendingRelease;
import io.ledgeractors.embedded.state.tables.PendingStatus;
import io.ledgeractors.embedded.state.tables.TransferFields;

/** Lets pending transfers expire whose time has come: by time of expiry, then by age. */
public final class Pulse {
    /** The most expiries of one pulse, and the nanoseconds by which it moves the clock. */
    public static final int TIMESTAMPS = 8190;

    private final LedgerTables tables;
    private final TransferFields pending = new TransferFields();
    private final AccountState debit = new AccountState();
    private final AccountState credit = new AccountState();
    private final int[] due = new int[TIMESTAMPS];

    public Pulse(LedgerTables tables) {
        this.tables = tables;
    }

    /**
     * Expires what is due, at most so many; the i-th of n happens at {@code timestamp - n + i}, counted from 1,
     * never before it is due nor before anything that happened already: what does not fit waits.
     *
     * @return how many
     */
    public int expire(long timestamp, int most) {
        int count = takeDue(timestamp, (int) Math.min(most, timestamp - tables.lastTimestamp()));
        for (int i = 0; i < count; i++) {
            expire(due[i], timestamp - count + i + 1);
        }
        tables.expiries.keep();
        return count;
    }

    /** Takes as many as all find a time not before they are due: one more moves the first to an earlier time. */
    private int takeDue(long timestamp, int most) {
        ExpiryTable expiries = tables.expiries;
        int count = 0;
        long tightest = Long.MIN_VALUE;
        while (count < most) {
            tightest = Math.max(tightest, expiries.next() - count);
            if (tightest > timestamp - count) {
                break;
            }
            due[count++] = expiries.nextOrdinal();
            expiries.removeNext();
        }
        return count;
    }

    private void expire(int ordinal, long timestamp) {
        tables.transfers.read(ordinal, pending);
        tables.accounts.load(tables.transfers.debitAccount(ordinal), debit);
        tables.accounts.load(tables.transfers.creditAccount(ordinal), credit);
        PendingRelease.release(pending, debit, credit);
        tables.accounts.store(debit);
        tables.accounts.store(credit);
        tables.transfers.resolve(ordinal, PendingStatus.EXPIRED);
        tables.expiries.addEvent(timestamp, debit, credit, ordinal);
    }
}

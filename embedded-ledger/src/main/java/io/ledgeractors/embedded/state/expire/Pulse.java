package io.ledgeractors.embedded.state.expire;

import io.ledgeractors.embedded.state.tables.AccountState;
import io.ledgeractors.embedded.state.tables.ExpiryTable;
import io.ledgeractors.embedded.state.tables.Invariant;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.PendingRelease;
import io.ledgeractors.embedded.state.tables.PendingStatus;
import io.ledgeractors.embedded.state.tables.TransferFields;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.TransferCodec;

/** Expires the pending transfers that are due: by time of expiry, then by age. */
public final class Pulse {
    /**
     * The most expiries of one pulse, and the nanoseconds by which it moves the clock: the events of a full request.
     */
    public static final int TIMESTAMPS = Header.BODY_MAX / TransferCodec.SIZE;

    private final LedgerTables tables;
    private final TransferFields pending = new TransferFields();
    private final AccountState debit = new AccountState();
    private final AccountState credit = new AccountState();
    private final int[] due = new int[TIMESTAMPS];

    /** Creates the pulse of these tables. */
    public Pulse(LedgerTables tables) {
        this.tables = tables;
    }

    /**
     * Expires pending transfers that are due. The i-th of n expiries, counted from 1, gets the timestamp
     * {@code timestamp - n + i}. No expiry gets a timestamp before it is due or before an existing one; those that
     * would wait for the next pulse.
     *
     * @param most the most expiries, up to {@link #TIMESTAMPS}
     * @return the number of expiries
     */
    public int expire(long timestamp, int most) {
        int count = takeDue(timestamp, (int) Math.min(most, timestamp - tables.lastTimestamp()));
        for (int i = 0; i < count; i++) {
            expire(due[i], timestamp - count + i + 1);
        }
        tables.expiries.keep();
        return count;
    }

    /**
     * Takes as many due transfers as the timestamps permit. Each further one moves the timestamps of those before it
     * back by one, so the tightest of them decides whether another one fits.
     */
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
        Invariant.that(pending.expiresAt() <= timestamp, "a pending transfer expires before it is due");
        tables.accounts.load(tables.transfers.debitAccount(ordinal), debit);
        tables.accounts.load(tables.transfers.creditAccount(ordinal), credit);
        PendingRelease.release(pending, debit, credit);
        tables.accounts.store(debit);
        tables.accounts.store(credit);
        tables.transfers.resolve(ordinal, PendingStatus.EXPIRED);
        tables.expiries.addEvent(timestamp, debit, credit, ordinal);
    }
}

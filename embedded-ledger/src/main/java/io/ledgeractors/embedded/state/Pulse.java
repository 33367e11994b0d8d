package io.ledgeractors.embedded.state;

/** Lets pending transfers expire whose time has come: by time of expiry, then by age. */
final class Pulse {
    private final Books books;
    private final TransferFields pending = new TransferFields();
    private final AccountState debit = new AccountState();
    private final AccountState credit = new AccountState();
    private final int[] due = new int[StateMachine.PULSE_TIMESTAMPS];

    Pulse(Books books) {
        this.books = books;
    }

    /**
     * Expires what is due, at most so many; the i-th of n happens at {@code timestamp - n + i}, counted from 1,
     * never before it is due nor before anything that happened already: what does not fit waits.
     *
     * @return how many
     */
    int expire(long timestamp, int most) {
        int count = takeDue(timestamp, (int) Math.min(most, timestamp - books.lastTimestamp()));
        for (int i = 0; i < count; i++) {
            expire(due[i], timestamp - count + i + 1);
        }
        books.expiries.keep();
        return count;
    }

    /** Takes as many as all find a time not before they are due: one more moves the first to an earlier time. */
    private int takeDue(long timestamp, int most) {
        ExpiryTable expiries = books.expiries;
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
        books.transfers.read(ordinal, pending);
        books.accounts.load(books.transfers.debitAccount(ordinal), debit);
        books.accounts.load(books.transfers.creditAccount(ordinal), credit);
        Release.release(pending, debit, credit);
        books.accounts.store(debit);
        books.accounts.store(credit);
        books.transfers.resolve(ordinal, PendingStatus.EXPIRED);
        books.expiries.addEvent(timestamp, debit, credit, ordinal);
    }
}

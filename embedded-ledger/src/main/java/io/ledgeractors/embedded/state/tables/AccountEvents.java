package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.store.IntColumn;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.RecordStores;
import java.nio.ByteBuffer;

/**
 * The account events of transfers or of expiries, by ordinal. An account event holds the balances and flags that the
 * two accounts have after the event.
 *
 * <p>A record holds the lower halves of the balances. The upper halves are all 0 as long as no balance reaches 2^64, so
 * they have a second store, with a record only for the events that need one.
 */
public final class AccountEvents {
    /** Instead of the ordinal of a pending transfer: the event resolves none. */
    public static final int NO_PENDING = -1;

    /** Bytes of an event. The owner of the events may append fields of its own to each of them. */
    public static final int SIZE = 80;

    private static final int DEBIT_LOW = 0;
    private static final int CREDIT_LOW = 32;
    private static final int DEBIT_ACCOUNT = 64;
    private static final int CREDIT_ACCOUNT = 68;
    private static final int DEBIT_FLAGS = 72;
    private static final int CREDIT_FLAGS = 74;
    private static final int PENDING = 76;
    /** u32: ordinal of the event, behind the upper halves. */
    private static final int HIGH_EVENT = 64;

    private static final int HIGH_SIZE = 72;
    private static final int BALANCES_OF_ACCOUNT = 4;
    private static final ByteBuffer NO_HIGH = ByteBuffer.allocate(BALANCES_OF_ACCOUNT * Long.BYTES);

    private final RecordStore records;
    private final RecordStore highs;
    /** Ordinals of the events that have upper halves, in rising order; the index is the ordinal in {@link #highs}. */
    private final IntColumn withHigh = new IntColumn();

    /**
     * Creates the sequence of the events that the stores hold.
     *
     * @param name names the stores of the events
     * @param size bytes of an event and of the fields that its owner appends, at least {@link #SIZE}
     */
    public AccountEvents(RecordStores stores, String name, int size) {
        records = stores.create(name, size);
        highs = stores.create(name + "-high", HIGH_SIZE);
        withHigh.reserve(highs.count());
        for (int high = 0; high < highs.count(); high++) {
            withHigh.set(high, highs.page(high).getInt(highs.offset(high) + HIGH_EVENT));
        }
    }

    /** Returns the records, so that the owner of the events can reach the fields that it appends. */
    public RecordStore records() {
        return records;
    }

    /** Returns the number of events. */
    public int count() {
        return records.count();
    }

    /**
     * Adds an event with the present balances and flags of two accounts, and returns its ordinal.
     *
     * @param pending ordinal of the pending transfer that the event resolves, or {@link #NO_PENDING}
     */
    public int add(AccountState debit, AccountState credit, int pending) {
        int ordinal = records.append();
        ByteBuffer page = records.page(ordinal);
        int at = records.offset(ordinal);
        long high = writeLow(page, at + DEBIT_LOW, debit) | writeLow(page, at + CREDIT_LOW, credit);
        page.putInt(at + DEBIT_ACCOUNT, debit.ordinal);
        page.putInt(at + CREDIT_ACCOUNT, credit.ordinal);
        page.putShort(at + DEBIT_FLAGS, (short) debit.flags);
        page.putShort(at + CREDIT_FLAGS, (short) credit.flags);
        page.putInt(at + PENDING, pending);
        if (high != 0) {
            addHigh(ordinal, debit, credit);
        }
        return ordinal;
    }

    /** Returns the ordinal of the debit account. */
    public int debitAccount(int ordinal) {
        return records.page(ordinal).getInt(records.offset(ordinal) + DEBIT_ACCOUNT);
    }

    /** Returns the ordinal of the credit account. */
    public int creditAccount(int ordinal) {
        return records.page(ordinal).getInt(records.offset(ordinal) + CREDIT_ACCOUNT);
    }

    /** Returns the flags of the debit account after the event. */
    public int debitFlags(int ordinal) {
        return records.page(ordinal).getShort(records.offset(ordinal) + DEBIT_FLAGS);
    }

    /** Returns the flags of the credit account after the event. */
    public int creditFlags(int ordinal) {
        return records.page(ordinal).getShort(records.offset(ordinal) + CREDIT_FLAGS);
    }

    /** Returns the ordinal of the transfer that was posted, voided or expired, or {@link #NO_PENDING}. */
    public int pending(int ordinal) {
        return records.page(ordinal).getInt(records.offset(ordinal) + PENDING);
    }

    /** Writes the four balances of the debit account, 128 bits each, in the order of the codecs. */
    public void writeDebitBalances(int ordinal, ByteBuffer to, int at) {
        writeBalances(ordinal, DEBIT_LOW, to, at);
    }

    /** Writes the four balances of the credit account, 128 bits each, in the order of the codecs. */
    public void writeCreditBalances(int ordinal, ByteBuffer to, int at) {
        writeBalances(ordinal, CREDIT_LOW, to, at);
    }

    /** Reads the balances and flags of the debit account after the event. */
    public void readDebit(int ordinal, AccountState into) {
        read(ordinal, DEBIT_LOW, into);
        into.ordinal = debitAccount(ordinal);
        into.flags = Short.toUnsignedInt((short) debitFlags(ordinal));
    }

    /** Reads the balances and flags of the credit account after the event. */
    public void readCredit(int ordinal, AccountState into) {
        read(ordinal, CREDIT_LOW, into);
        into.ordinal = creditAccount(ordinal);
        into.flags = Short.toUnsignedInt((short) creditFlags(ordinal));
    }

    /** Reserves memory for this many further events, so that adding them cannot fail. */
    public void reserve(int events) {
        records.reserve(events);
        highs.reserve(events);
        withHigh.reserve(highs.count() + events);
    }

    /** Removes the newest events, so that {@code count} remain. */
    public void truncate(int count) {
        records.truncate(count);
        int kept = highs.count();
        while (kept > 0 && withHigh.get(kept - 1) >= count) {
            kept--;
        }
        highs.truncate(kept);
    }

    /** Ends a request: the events added so far can no longer be removed. */
    public void keep() {
        records.keep();
        highs.keep();
    }

    /** Returns the bytes of heap in use. */
    public long bytes() {
        return withHigh.bytes();
    }

    private void addHigh(int event, AccountState debit, AccountState credit) {
        int ordinal = highs.append();
        ByteBuffer page = highs.page(ordinal);
        int at = highs.offset(ordinal);
        writeHigh(page, at + DEBIT_LOW, debit);
        writeHigh(page, at + CREDIT_LOW, credit);
        page.putLong(at + HIGH_EVENT, event);
        withHigh.set(ordinal, event);
    }

    private void writeBalances(int ordinal, int half, ByteBuffer to, int at) {
        ByteBuffer low = records.page(ordinal);
        int lowAt = records.offset(ordinal) + half;
        for (int i = 0; i < BALANCES_OF_ACCOUNT; i++) {
            to.putLong(at + 2 * i * Long.BYTES, low.getLong(lowAt + i * Long.BYTES));
            to.putLong(at + (2 * i + 1) * Long.BYTES, 0);
        }
        int high = highOf(ordinal);
        if (high >= 0) {
            ByteBuffer page = highs.page(high);
            int highAt = highs.offset(high) + half;
            for (int i = 0; i < BALANCES_OF_ACCOUNT; i++) {
                to.putLong(at + (2 * i + 1) * Long.BYTES, page.getLong(highAt + i * Long.BYTES));
            }
        }
    }

    private void read(int ordinal, int half, AccountState into) {
        ByteBuffer low = records.page(ordinal);
        int lowAt = records.offset(ordinal) + half;
        into.debitsPending.low = low.getLong(lowAt);
        into.debitsPosted.low = low.getLong(lowAt + Long.BYTES);
        into.creditsPending.low = low.getLong(lowAt + 2 * Long.BYTES);
        into.creditsPosted.low = low.getLong(lowAt + 3 * Long.BYTES);
        int high = highOf(ordinal);
        ByteBuffer page = high < 0 ? NO_HIGH : highs.page(high);
        int highAt = high < 0 ? 0 : highs.offset(high) + half;
        into.debitsPending.high = page.getLong(highAt);
        into.debitsPosted.high = page.getLong(highAt + Long.BYTES);
        into.creditsPending.high = page.getLong(highAt + 2 * Long.BYTES);
        into.creditsPosted.high = page.getLong(highAt + 3 * Long.BYTES);
    }

    /** Returns the ordinal of an event's upper halves; negative if they are 0. */
    private int highOf(int event) {
        int low = 0;
        int high = highs.count() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = withHigh.get(middle);
            if (found == event) {
                return middle;
            }
            if (found < event) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Writes the lower halves of an account's balances and returns the bits that any of its upper halves has set. */
    private static long writeLow(ByteBuffer page, int at, AccountState account) {
        page.putLong(at, account.debitsPending.low);
        page.putLong(at + Long.BYTES, account.debitsPosted.low);
        page.putLong(at + 2 * Long.BYTES, account.creditsPending.low);
        page.putLong(at + 3 * Long.BYTES, account.creditsPosted.low);
        return account.debitsPending.high
                | account.debitsPosted.high
                | account.creditsPending.high
                | account.creditsPosted.high;
    }

    private static void writeHigh(ByteBuffer page, int at, AccountState account) {
        page.putLong(at, account.debitsPending.high);
        page.putLong(at + Long.BYTES, account.debitsPosted.high);
        page.putLong(at + 2 * Long.BYTES, account.creditsPending.high);
        page.putLong(at + 3 * Long.BYTES, account.creditsPosted.high);
    }
}

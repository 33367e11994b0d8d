package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.ExpiryQueue;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.RecordStores;

/**
 * The pending transfers that will expire, and the account events of those that did.
 *
 * <p>A transfer that is posted or voided leaves a stale entry in the queue. Stale entries are removed lazily: at the
 * head of the queue, or all at once when more than half of the queue is stale.
 */
public final class ExpiryTable {
    /** u64: when a pending transfer expired; follows the account event. */
    private static final int EXPIRED_AT = AccountEvents.SIZE;

    private static final int SIZE = EXPIRED_AT + Long.BYTES;

    /** Below this number of stale entries the queue is never compacted, because a small queue costs little. */
    private static final int COMPACT_AT = 4096;

    private final AccountEvents events;
    private final RecordStore records;
    private final ExpiryQueue queue = new ExpiryQueue();
    private final TransferTable transfers;
    /** Entries of the queue whose transfers were posted or voided. */
    private int staleEntries;

    /** Creates an empty table of expiries of these transfers. */
    public ExpiryTable(RecordStores stores, TransferTable transfers) {
        this.events = new AccountEvents(stores, "expiries", SIZE);
        this.records = events.records();
        this.transfers = transfers;
    }

    /** Returns the account events of the expiries, in the order in which they happened. */
    public AccountEvents events() {
        return events;
    }

    /** Returns the timestamp of the last expiry; 0 if there is none. */
    public long lastTimestamp() {
        return Timestamps.last(records, EXPIRED_AT);
    }

    /** Returns true if an expiry has exactly this timestamp. */
    public boolean hasTimestamp(long timestamp) {
        return Timestamps.contains(records, EXPIRED_AT, timestamp);
    }

    /** Returns the first expiry that is not before this time; the number of expiries if there is none. */
    public int firstNotBefore(long timestamp) {
        return Timestamps.firstNotBelow(records, EXPIRED_AT, timestamp);
    }

    /** Returns the timestamp of an expiry. */
    public long timestamp(int ordinal) {
        return Timestamps.of(records, ordinal, EXPIRED_AT);
    }

    /** Returns when the next pending transfer expires; {@link Long#MAX_VALUE} if none will. */
    public long next() {
        dropStale();
        return queue.size() == 0 ? Long.MAX_VALUE : queue.time();
    }

    /** Returns the transfer that expires next. Call only after {@link #next} has returned a time. */
    public int nextOrdinal() {
        return queue.ordinal();
    }

    /** Removes the transfer that expires next from the queue. Call only after {@link #next} has returned a time. */
    public void removeNext() {
        queue.remove();
    }

    /** Reserves memory for this many further pending transfers, so that adding them cannot fail. */
    public void reserve(int transfers) {
        queue.reserve(transfers);
    }

    /** Reserves memory for this many further expiries, so that adding their events cannot fail. */
    public void reserveEvents(int expiries) {
        events.reserve(expiries);
    }

    /** Returns the bytes of heap in use, approximately. */
    public long bytes() {
        return queue.bytes() + events.bytes();
    }

    /** Ends a pulse: the expiries added so far stay as they are. */
    public void keep() {
        events.keep();
    }

    /** Adds a pending transfer that expires at this time. */
    public void add(long time, int ordinal) {
        Invariant.that(transfers.status(ordinal) == PendingStatus.PENDING, "a transfer expires that is not pending");
        queue.add(time, ordinal);
    }

    /** Records that a transfer of the queue was posted or voided. */
    public void markStale() {
        staleEntries++;
        Invariant.that(staleEntries <= queue.size(), "more stale expiries than expiries");
    }

    /**
     * Removes all stale entries if more than half of the queue is stale. Call it after every entry that became stale
     * was marked.
     */
    public void compact() {
        if (staleEntries <= COMPACT_AT || staleEntries <= queue.size() / 2) {
            return;
        }
        int before = queue.size();
        queue.compact(ordinal -> transfers.status(ordinal) == PendingStatus.PENDING);
        Invariant.that(before - queue.size() == staleEntries, "stale expiries were counted wrong");
        staleEntries = 0;
    }

    /** Adds the account event of an expiry; its timestamp must be above that of all others. */
    public void addEvent(long timestamp, AccountState debit, AccountState credit, int pending) {
        Invariant.that(timestamp > lastTimestamp(), "expiries are out of timestamp order");
        int ordinal = events.add(debit, credit, pending);
        records.page(ordinal).putLong(records.offset(ordinal) + EXPIRED_AT, timestamp);
    }

    private void dropStale() {
        while (queue.size() > 0 && transfers.status(queue.ordinal()) != PendingStatus.PENDING) {
            Invariant.that(staleEntries > 0, "a stale expiry was not counted");
            queue.remove();
            staleEntries--;
        }
    }
}

package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.ExpiryQueue;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.RecordStores;

/** Pending transfers that will expire, and the events of those that did. */
public final class ExpiryTable {
    /** u64: when a pending transfer expired; stands behind the event. */
    private static final int EXPIRED_AT = AccountEvents.SIZE;

    private static final int SIZE = EXPIRED_AT + Long.BYTES;
    private static final int COMPACT_AT = 4096;

    private final AccountEvents events;
    private final RecordStore records;
    private final ExpiryQueue queue = new ExpiryQueue();
    private final TransferTable transfers;
    /** Entries of the queue that were posted or voided. */
    private int staleEntries;

    public ExpiryTable(RecordStores stores, TransferTable transfers) {
        this.events = new AccountEvents(stores, "expiries", SIZE);
        this.records = events.records();
        this.transfers = transfers;
    }

    public AccountEvents events() {
        return events;
    }

    public long lastTimestamp() {
        return Timestamps.last(records, EXPIRED_AT);
    }

    public boolean hasTimestamp(long timestamp) {
        return Timestamps.contains(records, EXPIRED_AT, timestamp);
    }

    /** The first expiry that is not before this time. */
    public int firstNotBefore(long timestamp) {
        return Timestamps.firstNotBelow(records, EXPIRED_AT, timestamp);
    }

    /** When this expiry was. */
    public long timestamp(int ordinal) {
        return Timestamps.of(records, ordinal, EXPIRED_AT);
    }

    /** When the first one expires; {@link Long#MAX_VALUE} if none does. */
    public long next() {
        dropStale();
        return queue.size() == 0 ? Long.MAX_VALUE : queue.time();
    }

    /** Who expires first; only if {@link #next} has told a time. */
    public int nextOrdinal() {
        return queue.ordinal();
    }

    public void removeNext() {
        queue.remove();
    }

    /** Makes room for so many pending transfers more. */
    public void reserve(int transfers) {
        queue.reserve(transfers);
    }

    /** Makes room for so many expiries more. */
    public void reserveEvents(int expiries) {
        events.reserve(expiries);
    }

    /** Bytes of heap in use, about. */
    public long bytes() {
        return queue.bytes() + events.bytes();
    }

    /** Ends a pulse. */
    public void keep() {
        events.keep();
    }

    public void add(long time, int ordinal) {
        queue.add(time, ordinal);
    }

    /** Tells that one that would expire was posted or voided. */
    public void markStale() {
        staleEntries++;
        if (staleEntries > COMPACT_AT && staleEntries > queue.size() / 2) {
            queue.compact(ordinal -> transfers.status(ordinal) == PendingStatus.PENDING);
            staleEntries = 0;
        }
    }

    public void addEvent(long timestamp, AccountState debit, AccountState credit, int pending) {
        Invariant.that(timestamp > lastTimestamp(), "expiries out of the order of time");
        int ordinal = events.add(debit, credit, pending);
        records.page(ordinal).putLong(records.offset(ordinal) + EXPIRED_AT, timestamp);
    }

    private void dropStale() {
        while (queue.size() > 0 && transfers.status(queue.ordinal()) != PendingStatus.PENDING) {
            queue.remove();
            staleEntries--;
        }
    }
}

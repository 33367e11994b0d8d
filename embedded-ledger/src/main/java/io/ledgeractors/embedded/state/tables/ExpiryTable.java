package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.ExpiryQueue;
import io.ledgeractors.embedded.state.store.RecordLog;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.RecordStores;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The pending transfers that will expire, and the account events of those that did.
 *
 * <p>A transfer that is posted or voided leaves a stale entry in the queue. Stale entries are removed lazily: at the
 * head of the queue, or all at once when more than half of the queue is stale.
 */
public final class ExpiryTable {
    /** u64: when a pending transfer expired; follows the account event. */
    private static final int EXPIRED_AT = AccountEvents.SIZE;

    /** u64: the number of transfers when it expired. */
    private static final int TRANSFERS = EXPIRED_AT + Long.BYTES;

    private static final int SIZE = TRANSFERS + Long.BYTES;

    // An entry of the queue: time 0 u64, ordinal of the transfer 8 u64.
    private static final int QUEUED = 2 * Long.BYTES;

    /** Below this number of stale entries the queue is never compacted, because a small queue costs little. */
    private static final int COMPACT_AT = 4096;

    private final AccountEvents events;
    private final RecordStore records;
    private final ExpiryQueue queue = new ExpiryQueue();
    private final TransferTable transfers;
    /** The ordinals of the transfers that expired, and the queue as it was before anything was removed. */
    private final RecordLog expired;

    private final RecordLog queued;
    private final ByteBuffer entry = ByteBuffer.allocateDirect(QUEUED).order(ByteOrder.LITTLE_ENDIAN);
    /** Entries of the queue whose transfers were posted or voided. */
    private int staleEntries;

    /** Creates the table of the expiries of these transfers that the stores hold. */
    public ExpiryTable(RecordStores stores, TransferTable transfers) {
        this.events = new AccountEvents(stores, "expiries", SIZE);
        this.records = events.records();
        this.transfers = transfers;
        this.expired = stores.createLog("expired", Integer.BYTES);
        this.queued = stores.createLog("queued", QUEUED);
        expired.read(0, (ordinal, bytes, offset) -> transfers.resolve(bytes.getInt(offset), PendingStatus.EXPIRED));
        queued.read(0, (ordinal, bytes, offset) -> {
            int transfer = (int) bytes.getLong(offset + Long.BYTES);
            if (transfers.status(transfer) == PendingStatus.PENDING) {
                queue.add(bytes.getLong(offset), transfer);
            }
        });
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
        queued.reserve(transfers);
    }

    /** Reserves memory for this many further expiries, so that adding their events cannot fail. */
    public void reserveEvents(int expiries) {
        events.reserve(expiries);
        expired.reserve(expiries);
    }

    /** Returns the bytes of heap in use, approximately. */
    public long bytes() {
        return queue.bytes() + events.bytes();
    }

    /** Ends a request or a pulse: the expiries added so far stay as they are. */
    public void keep() {
        events.keep();
        expired.keep();
        queued.keep();
    }

    /** Adds a pending transfer that expires at this time. */
    public void add(long time, int ordinal) {
        Invariant.that(transfers.status(ordinal) == PendingStatus.PENDING, "a transfer expires that is not pending");
        queue.add(time, ordinal);
        entry.putLong(0, time);
        entry.putLong(Long.BYTES, ordinal);
        queued.append(entry, 0);
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
        records.page(ordinal).putLong(records.offset(ordinal) + TRANSFERS, transfers.count());
        entry.putInt(0, pending);
        expired.append(entry, 0);
    }

    /** Returns how many transfers there were when this one expired. */
    public int transfersBefore(int ordinal) {
        return (int) records.page(ordinal).getLong(records.offset(ordinal) + TRANSFERS);
    }

    private void dropStale() {
        while (queue.size() > 0 && transfers.status(queue.ordinal()) != PendingStatus.PENDING) {
            Invariant.that(staleEntries > 0, "a stale expiry was not counted");
            queue.remove();
            staleEntries--;
        }
    }
}

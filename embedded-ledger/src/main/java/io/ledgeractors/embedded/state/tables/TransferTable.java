package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.FingerprintTable;
import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.store.ByteColumn;
import io.ledgeractors.embedded.state.store.OffHeapRecordStore;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * The transfers, their account events and what became of the pending ones, by ordinal and by id; and the ids
 * that were failedIds by a transient failure, 16 bytes each.
 */
public final class TransferTable {
    /** No transfer has this id, and it was not failedIds. */
    public static final int ABSENT = Integer.MIN_VALUE;

    private static final int BITS = 15;
    private static final int ID_SIZE = 16;

    private final Fingerprints fingerprints;
    private final RecordStore records;
    private final AccountEvents events;
    private final RecordStore failedIds = new OffHeapRecordStore(ID_SIZE);
    /** Ordinals of transfers, and of failedIds ids as their complement. */
    private final FingerprintTable ids = new FingerprintTable(BITS);

    private final ByteColumn statuses = new ByteColumn();

    private boolean chainOpen;
    private int countBeforeChain;
    private int[] resolvedInChain = new int[0];
    private int resolvedCount;

    public TransferTable(RecordStores stores, Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
        records = stores.create("transfers", TransferCodec.SIZE);
        events = new AccountEvents(stores, "events", AccountEvents.SIZE);
    }

    public RecordStore records() {
        return records;
    }

    public AccountEvents events() {
        return events;
    }

    public int count() {
        return records.count();
    }

    public int failedIdCount() {
        return failedIds.count();
    }

    public long lastTimestamp() {
        return Timestamps.last(records, TransferCodec.TIMESTAMP);
    }

    public boolean hasTimestamp(long timestamp) {
        return Timestamps.contains(records, TransferCodec.TIMESTAMP, timestamp);
    }

    /** The ordinal of this transfer, a negative number if the id was failedIds, {@link #ABSENT} if it is free. */
    public int find(MutableUInt128 id) {
        return find(id, fingerprints.of128(id.high, id.low));
    }

    /** The same for who knows the fingerprint of the id. */
    public int find(MutableUInt128 id, int fingerprint) {
        for (boolean found = ids.first(fingerprint); found; found = ids.next()) {
            int value = ids.value();
            if (value >= 0 ? hasId(records, value, id) : hasId(failedIds, ~value, id)) {
                return value;
            }
        }
        return ABSENT;
    }

    /** Reads ahead where the ids are found that stand at {@code at} in so many transfers. */
    public void prefetch(ByteBuffer body, int at, int transfers, ReadAhead readAhead) {
        readAhead.readIds(body, at, transfers, fingerprints);
        ids.prefetch(readAhead.fingerprints, transfers, readAhead.values);
    }

    /** Adds a transfer, its fingerprint set, and its event; the status of a pending one. Its ordinal. */
    public int add(TransferFields transfer, AccountState debit, AccountState credit, int pending, byte status) {
        Invariant.that(transfer.timestamp > lastTimestamp(), "transfers out of the order of time");
        int ordinal = records.append();
        transfer.write(records.page(ordinal), records.offset(ordinal));
        int event = events.add(debit, credit, pending);
        Invariant.that(event == ordinal, "a transfer without its event");
        statuses.set(ordinal, status);
        ids.add(transfer.fingerprint, ordinal);
        return ordinal;
    }

    public void addFailedId(MutableUInt128 id) {
        int ordinal = failedIds.append();
        id.write(failedIds.page(ordinal), failedIds.offset(ordinal));
        ids.add(fingerprints.of128(id.high, id.low), ~ordinal);
    }

    public void read(int ordinal, TransferFields into) {
        into.read(records.page(ordinal), records.offset(ordinal));
    }

    public int debitAccount(int ordinal) {
        return events.debitAccount(ordinal);
    }

    public int creditAccount(int ordinal) {
        return events.creditAccount(ordinal);
    }

    /** The ordinal of the transfer that this one posted or voided, or {@link AccountEvents#NO_PENDING}. */
    public int pending(int ordinal) {
        return events.pending(ordinal);
    }

    public byte status(int ordinal) {
        return statuses.get(ordinal);
    }

    /** Ends the life of a pending transfer. */
    public void resolve(int ordinal, byte status) {
        Invariant.that(statuses.get(ordinal) == PendingStatus.PENDING, "a pending transfer resolved twice");
        statuses.set(ordinal, status);
        if (chainOpen) {
            resolvedInChain[resolvedCount++] = ordinal;
        }
    }

    /** Makes room for so many transfers more, or failedIds ids. */
    public void reserve(int transfers) {
        records.reserve(transfers);
        events.reserve(transfers);
        failedIds.reserve(transfers);
        statuses.reserve(records.count() + transfers);
        ids.prepare(transfers);
        if (resolvedInChain.length < transfers) {
            resolvedInChain = new int[transfers];
        }
    }

    /** Bytes of heap in use, about. */
    public long bytes() {
        return ids.bytes() + statuses.bytes() + events.bytes() + (long) resolvedInChain.length * Integer.BYTES;
    }

    public void openChain() {
        Invariant.that(!chainOpen, "a chain within a chain");
        chainOpen = true;
        countBeforeChain = records.count();
        resolvedCount = 0;
    }

    public void keepChain() {
        chainOpen = false;
    }

    public void rollBackChain() {
        chainOpen = false;
        while (resolvedCount > 0) {
            statuses.set(resolvedInChain[--resolvedCount], PendingStatus.PENDING);
        }
        MutableUInt128 id = new MutableUInt128();
        for (int ordinal = records.count() - 1; ordinal >= countBeforeChain; ordinal--) {
            id.read(records.page(ordinal), records.offset(ordinal) + TransferCodec.ID);
            ids.removeNewest(fingerprints.of128(id.high, id.low), ordinal);
        }
        records.truncate(countBeforeChain);
        events.truncate(countBeforeChain);
    }

    /** Ends a request. */
    public void keep() {
        records.keep();
        events.keep();
    }

    private static boolean hasId(RecordStore records, int ordinal, MutableUInt128 id) {
        ByteBuffer page = records.page(ordinal);
        int offset = records.offset(ordinal) + TransferCodec.ID;
        return page.getLong(offset) == id.low && page.getLong(offset + Long.BYTES) == id.high;
    }
}

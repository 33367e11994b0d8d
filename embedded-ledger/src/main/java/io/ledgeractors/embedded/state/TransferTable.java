package io.ledgeractors.embedded.state;

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
 * that were burnt by a transient failure, 16 bytes each.
 */
final class TransferTable {
    /** No transfer has this id, and it was not burnt. */
    static final int ABSENT = Integer.MIN_VALUE;

    private static final int BITS = 15;
    private static final int ID_SIZE = 16;

    private final Fingerprints fingerprints;
    private final RecordStore records;
    private final AccountEvents events;
    private final RecordStore burnt = new OffHeapRecordStore(ID_SIZE);
    /** Ordinals of transfers, and of burnt ids as their complement. */
    private final FingerprintTable ids = new FingerprintTable(BITS);

    private final ByteColumn statuses = new ByteColumn();

    private boolean chainOpen;
    private int countBeforeChain;
    private int[] resolvedInChain = new int[0];
    private int resolvedCount;

    TransferTable(RecordStores stores, Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
        records = stores.create("transfers", TransferCodec.SIZE);
        events = new AccountEvents(stores, "events", AccountEvents.SIZE);
    }

    RecordStore records() {
        return records;
    }

    AccountEvents events() {
        return events;
    }

    int count() {
        return records.count();
    }

    int burntCount() {
        return burnt.count();
    }

    long lastTimestamp() {
        return Timestamps.last(records, TransferCodec.TIMESTAMP);
    }

    boolean hasTimestamp(long timestamp) {
        return Timestamps.contains(records, TransferCodec.TIMESTAMP, timestamp);
    }

    /** The ordinal of this transfer, a negative number if the id was burnt, {@link #ABSENT} if it is free. */
    int find(Wide id) {
        return find(id, fingerprints.of128(id.high, id.low));
    }

    /** The same for who knows the fingerprint of the id. */
    int find(Wide id, int fingerprint) {
        for (boolean found = ids.first(fingerprint); found; found = ids.next()) {
            int value = ids.value();
            if (value >= 0 ? hasId(records, value, id) : hasId(burnt, ~value, id)) {
                return value;
            }
        }
        return ABSENT;
    }

    /** Reads ahead where the ids are found that stand at {@code at} in so many transfers. */
    void warm(ByteBuffer body, int at, int transfers, Warmth warmth) {
        warmth.readIds(body, at, transfers, fingerprints);
        ids.warm(warmth.prints, transfers, warmth.values);
    }

    /** Adds a transfer, its fingerprint set, and its event; the status of a pending one. Its ordinal. */
    int add(TransferFields transfer, AccountState debit, AccountState credit, int pending, byte status) {
        Check.that(transfer.timestamp > lastTimestamp(), "transfers out of the order of time");
        int ordinal = records.append();
        transfer.write(records.page(ordinal), records.offset(ordinal));
        int event = events.add(debit, credit, pending);
        Check.that(event == ordinal, "a transfer without its event");
        statuses.set(ordinal, status);
        ids.add(transfer.fingerprint, ordinal);
        return ordinal;
    }

    void burn(Wide id) {
        int ordinal = burnt.append();
        id.write(burnt.page(ordinal), burnt.offset(ordinal));
        ids.add(fingerprints.of128(id.high, id.low), ~ordinal);
    }

    void read(int ordinal, TransferFields into) {
        into.read(records.page(ordinal), records.offset(ordinal));
    }

    int debitAccount(int ordinal) {
        return events.debitAccount(ordinal);
    }

    int creditAccount(int ordinal) {
        return events.creditAccount(ordinal);
    }

    /** The ordinal of the transfer that this one posted or voided, or {@link AccountEvents#NO_PENDING}. */
    int pending(int ordinal) {
        return events.pending(ordinal);
    }

    byte status(int ordinal) {
        return statuses.get(ordinal);
    }

    /** Ends the life of a pending transfer. */
    void resolve(int ordinal, byte status) {
        Check.that(statuses.get(ordinal) == PendingStatus.PENDING, "a pending transfer resolved twice");
        statuses.set(ordinal, status);
        if (chainOpen) {
            resolvedInChain[resolvedCount++] = ordinal;
        }
    }

    /** Makes room for so many transfers more, or burnt ids. */
    void reserve(int transfers) {
        records.reserve(transfers);
        events.reserve(transfers);
        burnt.reserve(transfers);
        statuses.reserve(records.count() + transfers);
        ids.prepare(transfers);
        if (resolvedInChain.length < transfers) {
            resolvedInChain = new int[transfers];
        }
    }

    /** Bytes of heap in use, about. */
    long bytes() {
        return ids.bytes() + statuses.bytes() + events.bytes() + (long) resolvedInChain.length * Integer.BYTES;
    }

    void openChain() {
        Check.that(!chainOpen, "a chain within a chain");
        chainOpen = true;
        countBeforeChain = records.count();
        resolvedCount = 0;
    }

    void keepChain() {
        chainOpen = false;
    }

    void rollBackChain() {
        chainOpen = false;
        while (resolvedCount > 0) {
            statuses.set(resolvedInChain[--resolvedCount], PendingStatus.PENDING);
        }
        Wide id = new Wide();
        for (int ordinal = records.count() - 1; ordinal >= countBeforeChain; ordinal--) {
            id.read(records.page(ordinal), records.offset(ordinal) + TransferCodec.ID);
            ids.removeNewest(fingerprints.of128(id.high, id.low), ordinal);
        }
        records.truncate(countBeforeChain);
        events.truncate(countBeforeChain);
    }

    /** Ends a request. */
    void keep() {
        records.keep();
        events.keep();
    }

    private static boolean hasId(RecordStore records, int ordinal, Wide id) {
        ByteBuffer page = records.page(ordinal);
        int offset = records.offset(ordinal) + TransferCodec.ID;
        return page.getLong(offset) == id.low && page.getLong(offset + Long.BYTES) == id.high;
    }
}

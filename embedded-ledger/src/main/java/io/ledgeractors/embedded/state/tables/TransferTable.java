package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.FingerprintTable;
import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.store.ByteColumn;
import io.ledgeractors.embedded.state.store.OffHeapRecordStore;
import io.ledgeractors.embedded.state.store.RecordLog;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The transfers by ordinal and by id, their account events and the states of the pending ones. The table also holds
 * failed ids: the ids of transfers that failed for a transient reason and may not be used again, 16 bytes each.
 *
 * <p>A chain of events can be rolled back: {@link #openChain}, then either {@link #keepChain} or
 * {@link #rollBackChain}. Failed ids are added after their chain was rolled back, and stay. A savepoint spans all
 * events of a request, with their chains and failed ids: {@link #openSavepoint}, then {@link #rollBackSavepoint}.
 */
public final class TransferTable {
    /** Returned instead of an ordinal if no transfer has the id, and it is no failed id. */
    public static final int ABSENT = Integer.MIN_VALUE;

    private static final int BITS = 15;

    // A brief: fingerprint of the id 0 u32, ordinal of the transfer that this one posts or voids 4 i32, its state when
    // it was created 8 u8, the state that it gives to the transfer that it posts or voids 9 u8.
    private static final int BRIEF = 12;
    private static final int BRIEF_PENDING = 4;
    private static final int BRIEF_STATUS = 8;
    private static final int BRIEF_GIVES = 9;

    private final Fingerprints fingerprints;
    private final RecordStore records;
    private final AccountEvents events;
    private final RecordStore failedIds = new OffHeapRecordStore(MutableUInt128.SIZE);
    /** What the table of ids and the states are made of when the ledger is opened, see {@link #BRIEF}. */
    private final RecordLog briefs;

    private final RecordLog failedIdLog;
    private final ByteBuffer record =
            ByteBuffer.allocateDirect(MutableUInt128.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    /** The values are ordinals of transfers, and complements of the ordinals of failed ids. */
    private final FingerprintTable ids = new FingerprintTable(BITS);

    private final ByteColumn statuses = new ByteColumn();

    private final MutableUInt128 removedId = new MutableUInt128();
    /** True while a chain or a savepoint is open. */
    private boolean recording;

    private boolean chainOpen;
    private boolean savepointOpen;
    private int countBeforeChain;
    private int countBeforeSavepoint;
    /**
     * Changes to undo, besides added transfers, oldest first: the ordinal of a resolved transfer, or the complement of
     * the number of transfers when a failed id was added. The latter gives the order in which ids were added. An event
     * makes at most one such change.
     */
    private int[] undo = new int[0];

    private int undoLength;
    private int undoLengthBeforeChain;

    /** Creates the table of the transfers and account events that these stores hold. */
    public TransferTable(RecordStores stores, Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
        records = stores.create("transfers", TransferCodec.SIZE);
        events = new AccountEvents(stores, "events", AccountEvents.SIZE);
        briefs = stores.createLog("briefs", BRIEF);
        failedIdLog = stores.createLog("failed-ids", MutableUInt128.SIZE);
        readLogs();
    }

    private void readLogs() {
        ids.prepare(briefs.count() + failedIdLog.count());
        statuses.reserve(briefs.count());
        briefs.read(0, (ordinal, bytes, offset) -> {
            ids.add(bytes.getInt(offset), ordinal);
            statuses.set(ordinal, bytes.get(offset + BRIEF_STATUS));
            byte gives = bytes.get(offset + BRIEF_GIVES);
            if (gives != PendingStatus.NONE) {
                resolve(bytes.getInt(offset + BRIEF_PENDING), gives);
            }
        });
        failedIds.reserve(failedIdLog.count());
        MutableUInt128 id = new MutableUInt128();
        failedIdLog.read(0, (ordinal, bytes, offset) -> {
            id.read(bytes, offset);
            addFailedIdToTable(id);
        });
        Invariant.that(
                briefs == RecordLog.NONE || briefs.count() == records.count() && events.count() == records.count(),
                "the checkpoint holds different numbers of transfers and of their events");
    }

    /** Returns the records of the transfers, encoded as {@link TransferCodec} describes. */
    public RecordStore records() {
        return records;
    }

    /** Returns the account events: each transfer has one with the same ordinal. */
    public AccountEvents events() {
        return events;
    }

    /** Returns the number of transfers. */
    public int count() {
        return records.count();
    }

    /** Returns the number of failed ids. */
    public int failedIdCount() {
        return failedIds.count();
    }

    /** Returns the timestamp of the newest transfer; 0 if there is none. */
    public long lastTimestamp() {
        return Timestamps.last(records, TransferCodec.TIMESTAMP);
    }

    /** Returns true if a transfer has exactly this timestamp. */
    public boolean hasTimestamp(long timestamp) {
        return Timestamps.contains(records, TransferCodec.TIMESTAMP, timestamp);
    }

    /**
     * Returns the ordinal of the transfer with this id, {@link #ABSENT} if the id is free, or another negative number
     * if it is a failed id.
     */
    public int find(MutableUInt128 id) {
        return find(id, fingerprints.of128(id.high, id.low));
    }

    /** Finds an id like {@link #find(MutableUInt128)}; the caller already knows its fingerprint. */
    public int find(MutableUInt128 id, int fingerprint) {
        for (boolean found = ids.first(fingerprint); found; found = ids.next()) {
            int value = ids.value();
            if (value >= 0 ? hasId(records, value, id) : hasId(failedIds, ~value, id)) {
                return value;
            }
        }
        return ABSENT;
    }

    /**
     * Prefetches the places where the ids of some transfers are searched.
     *
     * @param at where the id stands in the first transfer
     * @param transfers number of transfers
     */
    public void prefetch(ByteBuffer body, int at, int transfers, ReadAhead readAhead) {
        readAhead.readIds(body, at, transfers, fingerprints);
        ids.prefetch(readAhead.fingerprints, transfers, readAhead.values);
    }

    /**
     * Adds a transfer and its account event.
     *
     * @param transfer with its fingerprint; its timestamp must be above that of all others
     * @param pending ordinal of the transfer that it posts or voids, or {@link AccountEvents#NO_PENDING}
     * @param status {@link PendingStatus#PENDING} for a pending transfer, else {@link PendingStatus#NONE}
     */
    public void add(TransferFields transfer, AccountState debit, AccountState credit, int pending, byte status) {
        Invariant.that(transfer.timestamp > lastTimestamp(), "transfers are out of timestamp order");
        int ordinal = records.append();
        transfer.write(records.page(ordinal), records.offset(ordinal));
        int event = events.add(debit, credit, pending);
        Invariant.that(event == ordinal, "a transfer and its account event have different ordinals");
        statuses.set(ordinal, status);
        ids.add(transfer.fingerprint, ordinal);
        record.putInt(0, transfer.fingerprint);
        record.putInt(BRIEF_PENDING, pending);
        record.put(BRIEF_STATUS, status);
        record.put(BRIEF_GIVES, stateGivenBy(transfer));
        briefs.append(record, 0);
    }

    /** Returns the state that a transfer gives to the one that it posts or voids; none for other transfers. */
    private static byte stateGivenBy(TransferFields transfer) {
        if (transfer.has(TransferFlags.POST_PENDING_TRANSFER)) {
            return PendingStatus.POSTED;
        }
        return transfer.has(TransferFlags.VOID_PENDING_TRANSFER) ? PendingStatus.VOIDED : PendingStatus.NONE;
    }

    /** Adds a failed id: no transfer may use it from now on. */
    public void addFailedId(MutableUInt128 id) {
        addFailedIdToTable(id);
        if (savepointOpen) {
            undo[undoLength++] = ~records.count();
        }
        id.write(record, 0);
        failedIdLog.append(record, 0);
    }

    private void addFailedIdToTable(MutableUInt128 id) {
        int ordinal = failedIds.append();
        id.write(failedIds.page(ordinal), failedIds.offset(ordinal));
        ids.add(fingerprints.of128(id.high, id.low), ~ordinal);
    }

    /** Reads all fields of a transfer; its fingerprint is left as it is. */
    public void read(int ordinal, TransferFields into) {
        into.read(records.page(ordinal), records.offset(ordinal));
    }

    /** Returns the ordinal of a transfer's debit account. */
    public int debitAccount(int ordinal) {
        return events.debitAccount(ordinal);
    }

    /** Returns the ordinal of a transfer's credit account. */
    public int creditAccount(int ordinal) {
        return events.creditAccount(ordinal);
    }

    /** Returns the ordinal of the transfer that this one posts or voids, or {@link AccountEvents#NO_PENDING}. */
    public int pending(int ordinal) {
        return events.pending(ordinal);
    }

    /** Returns the state of a transfer, see {@link PendingStatus}. */
    public byte status(int ordinal) {
        return statuses.get(ordinal);
    }

    /** Moves a transfer from {@link PendingStatus#PENDING} to its final state. */
    public void resolve(int ordinal, byte status) {
        Invariant.that(statuses.get(ordinal) == PendingStatus.PENDING, "a transfer is resolved that is not pending");
        statuses.set(ordinal, status);
        if (recording) {
            undo[undoLength++] = ordinal;
        }
    }

    /** Reserves memory for this many further transfers or failed ids, so that adding them cannot fail. */
    public void reserve(int transfers) {
        records.reserve(transfers);
        events.reserve(transfers);
        failedIds.reserve(transfers);
        briefs.reserve(transfers);
        failedIdLog.reserve(transfers);
        statuses.reserve(records.count() + transfers);
        ids.prepare(transfers);
        if (undo.length < transfers) {
            undo = new int[transfers];
        }
    }

    /** Returns the bytes of heap in use, approximately. */
    public long bytes() {
        return ids.bytes() + statuses.bytes() + events.bytes() + (long) undo.length * Integer.BYTES;
    }

    /** Opens a chain: changes from here on can be rolled back. Failed ids stay. */
    public void openChain() {
        Invariant.that(!chainOpen, "a chain opens within a chain");
        chainOpen = true;
        recording = true;
        countBeforeChain = records.count();
        undoLengthBeforeChain = undoLength;
    }

    /** Closes the chain and keeps its changes. */
    public void keepChain() {
        Invariant.that(chainOpen, "a chain closes that is not open");
        chainOpen = false;
        if (!savepointOpen) {
            recording = false;
            undoLength = 0;
        }
    }

    /** Closes the chain and undoes its changes. */
    public void rollBackChain() {
        undo(undoLengthBeforeChain);
        removeNewest(countBeforeChain);
        keepChain();
    }

    /**
     * Opens a savepoint: all changes from here on can be rolled back, also failed ids and those of chains that are
     * kept.
     */
    public void openSavepoint() {
        Invariant.that(!recording, "a savepoint opens within a savepoint or a chain");
        savepointOpen = true;
        recording = true;
        countBeforeSavepoint = records.count();
    }

    /** Closes the savepoint and undoes its changes. */
    public void rollBackSavepoint() {
        Invariant.that(savepointOpen && !chainOpen, "a savepoint closes that is not open, or within a chain");
        undo(0);
        removeNewest(countBeforeSavepoint);
        failedIdLog.truncate(failedIds.count());
        savepointOpen = false;
        recording = false;
    }

    private void undo(int kept) {
        while (undoLength > kept) {
            int change = undo[--undoLength];
            if (change >= 0) {
                statuses.set(change, PendingStatus.PENDING);
            } else {
                removeNewest(~change);
                removeNewestFailedId();
            }
        }
    }

    private void removeNewest(int kept) {
        for (int ordinal = records.count() - 1; ordinal >= kept; ordinal--) {
            removedId.read(records.page(ordinal), records.offset(ordinal) + TransferCodec.ID);
            ids.removeNewest(fingerprints.of128(removedId.high, removedId.low), ordinal);
        }
        records.truncate(kept);
        events.truncate(kept);
        briefs.truncate(kept);
    }

    private void removeNewestFailedId() {
        int ordinal = failedIds.count() - 1;
        removedId.read(failedIds.page(ordinal), failedIds.offset(ordinal));
        ids.removeNewest(fingerprints.of128(removedId.high, removedId.low), ~ordinal);
        failedIds.truncate(ordinal);
    }

    /** Ends a request: the transfers added so far can no longer be rolled back. */
    public void keep() {
        records.keep();
        events.keep();
        briefs.keep();
        failedIdLog.keep();
    }

    private static boolean hasId(RecordStore records, int ordinal, MutableUInt128 id) {
        ByteBuffer page = records.page(ordinal);
        int offset = records.offset(ordinal) + TransferCodec.ID;
        return page.getLong(offset) == id.low && page.getLong(offset + Long.BYTES) == id.high;
    }
}

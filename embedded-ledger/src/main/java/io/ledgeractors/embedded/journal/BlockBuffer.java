package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.log.LogRecord;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The block that is being filled or written: its bytes, the time to reserve with it, and the callbacks that wait for
 * it. It may have no record, but time to reserve.
 */
final class BlockBuffer {
    private final int capacity;
    private ByteBuffer bytes;
    private List<DurabilityCallback> waiting = new ArrayList<>();
    private int length;
    private int records;
    private long lastOp;
    private long reservedTime;
    private boolean isTimeReserved;

    /**
     * Creates an empty block of at most {@code capacity} bytes.
     *
     * @param initial bytes of memory that it takes at once; it takes more as records need it
     */
    BlockBuffer(int capacity, int initial) {
        this.capacity = capacity;
        this.bytes = Bytes.allocateDirect(Math.min(initial, capacity));
    }

    /** Returns true if there is nothing to write: no record, and no time to reserve. */
    boolean isEmpty() {
        return records == 0 && !isTimeReserved;
    }

    boolean hasRecords() {
        return records > 0;
    }

    /** Reserves time with this block, ns since 1970. The last call counts. */
    void reserveTime(long time) {
        reservedTime = time;
        isTimeReserved = true;
    }

    /** Returns true if {@link #reserveTime} was called since the block was empty. */
    boolean isTimeReserved() {
        return isTimeReserved;
    }

    /** Returns the time to reserve. Requires that there {@link #isTimeReserved}. */
    long reservedTime() {
        return reservedTime;
    }

    /** Returns true if an empty block takes a record of so many bytes. */
    boolean canEverHold(int size) {
        return LogFormat.BLOCK_HEADER + LogFormat.recordBytes(size) <= capacity;
    }

    /** Returns true if this block takes one more record of so many bytes. */
    boolean canHold(int size) {
        return LogFormat.BLOCK_HEADER + length + LogFormat.recordBytes(size) <= capacity;
    }

    /** Adds a record. Requires that the block {@link #canHold} it. */
    void add(long op, LogRecord entry) {
        int size = entry.size();
        int at = LogFormat.BLOCK_HEADER + length;
        int end = at + LogFormat.recordBytes(size);
        takeMemory(LogFormat.alignToPage(end));
        bytes.putInt(at, size);
        Bytes.zero(bytes, at + Integer.BYTES + size, end - at - Integer.BYTES - size);
        entry.writeTo(bytes, at + Integer.BYTES);
        length = end - LogFormat.BLOCK_HEADER;
        records++;
        lastOp = op;
    }

    /** Returns the position of the last record that was added. Requires that it {@link #hasRecords}. */
    long lastOp() {
        return lastOp;
    }

    /** Adds a callback for the end of this block's force. */
    void await(DurabilityCallback callback) {
        waiting.add(callback);
    }

    /** Completes the block; the bytes to write are between position and limit. */
    ByteBuffer seal(UInt128 logId, long segment, long sequence, UInt128 previous) {
        int end = LogFormat.alignToPage(LogFormat.BLOCK_HEADER + length);
        Bytes.zero(bytes, LogFormat.BLOCK_HEADER + length, end - LogFormat.BLOCK_HEADER - length);
        LogFormat.writeBlock(bytes, logId, segment, sequence, length, previous, lastOp, records);
        return bytes.clear().limit(end);
    }

    /** Returns the size of the block on the disk, in bytes. */
    int size() {
        return LogFormat.alignToPage(LogFormat.BLOCK_HEADER + length);
    }

    /** Returns the size of the block on the disk with one more record of so many bytes. */
    int sizeWith(int size) {
        return LogFormat.alignToPage(LogFormat.BLOCK_HEADER + length + LogFormat.recordBytes(size));
    }

    /** Empties the block for new records; returns the callbacks that waited for it, in order. */
    List<DurabilityCallback> clear() {
        List<DurabilityCallback> waited = waiting;
        waiting = new ArrayList<>();
        empty();
        return waited;
    }

    /**
     * Empties the block for good, without taking memory; returns the callbacks that waited for it, in order. No
     * callback may be added afterwards.
     */
    List<DurabilityCallback> discard() {
        List<DurabilityCallback> waited = waiting;
        waiting = List.of();
        empty();
        return waited;
    }

    private void takeMemory(int needed) {
        if (needed > bytes.capacity()) {
            ByteBuffer larger = Bytes.allocateDirect(Math.min(capacity, Math.max(needed, 2 * bytes.capacity())));
            larger.put(0, bytes, 0, LogFormat.BLOCK_HEADER + length);
            bytes = larger;
        }
    }

    private void empty() {
        length = 0;
        records = 0;
        isTimeReserved = false;
        bytes.clear();
    }
}

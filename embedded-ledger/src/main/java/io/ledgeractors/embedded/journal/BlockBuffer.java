package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.log.LogRecord;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The block that is being filled or written: its bytes and who waits for it. */
final class BlockBuffer {
    private final ByteBuffer bytes;
    private List<DurabilityCallback> waiting = new ArrayList<>();
    private int length;
    private int records;
    private long lastOp;

    /** A block of at most so many bytes. */
    BlockBuffer(int capacity) {
        bytes = Bytes.allocateDirect(capacity);
    }

    boolean isEmpty() {
        return records == 0;
    }

    boolean canEverHold(int size) {
        return LogFormat.BLOCK_HEADER + LogFormat.recordBytes(size) <= bytes.capacity();
    }

    boolean hasRoomFor(int size) {
        return LogFormat.BLOCK_HEADER + length + LogFormat.recordBytes(size) <= bytes.capacity();
    }

    void add(long op, LogRecord entry) {
        int size = entry.size();
        int at = LogFormat.BLOCK_HEADER + length;
        int end = at + LogFormat.recordBytes(size);
        bytes.putInt(at, size);
        Bytes.zero(bytes, at + Integer.BYTES + size, end - at - Integer.BYTES - size);
        entry.writeTo(bytes, at + Integer.BYTES);
        length = end - LogFormat.BLOCK_HEADER;
        records++;
        lastOp = op;
    }

    long lastOp() {
        return lastOp;
    }

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

    /** Bytes of the block as it is. */
    int size() {
        return LogFormat.alignToPage(LogFormat.BLOCK_HEADER + length);
    }

    /** Bytes of the block with one more record of so many bytes. */
    int sizeWith(int size) {
        return LogFormat.alignToPage(LogFormat.BLOCK_HEADER + length + LogFormat.recordBytes(size));
    }

    /** Empties the block; returns who waited for it, in order. */
    List<DurabilityCallback> clear() {
        List<DurabilityCallback> waited = waiting;
        waiting = new ArrayList<>();
        empty();
        return waited;
    }

    /** Empties the buffer for good without taking memory; nobody may wait for its records any more. */
    List<DurabilityCallback> abandon() {
        List<DurabilityCallback> waited = waiting;
        waiting = List.of();
        empty();
        return waited;
    }

    private void empty() {
        length = 0;
        records = 0;
        bytes.clear();
    }
}

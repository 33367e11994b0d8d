package io.ledgeractors.embedded.journal.recovery;

import io.ledgeractors.embedded.journal.checkpoint.LogStart;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.segment.SegmentFile;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the blocks of a log one after the other, file after file, up to the first place that does not hold the next
 * block. It changes nothing.
 */
public final class LogReader {
    private final List<SegmentFile> segments;
    private final UInt128 logId;
    private final Visitor visitor;
    private final ByteBuffer buffer;
    private final List<LogStart> starts = new ArrayList<>();
    private LogTail tail;
    private Stop stop = Stop.NO_BLOCK;
    private long bufferAt;

    /** Receives the blocks in their order. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Receives a block whose header and payload are sound.
         *
         * @param at where the block is
         * @param bytes holds the block, lent until the method returns
         * @param offset where the block begins in {@code bytes}
         * @return position of the block's last record
         */
        long block(Place at, LogFormat.Block block, ByteBuffer bytes, int offset) throws IOException, LogException;
    }

    /**
     * The place of a block.
     *
     * @param segment the file
     * @param position offset in the file
     * @param lastOp position of the last record before the block
     */
    public record Place(SegmentFile segment, long position, long lastOp) {}

    /** The reason why a place does not hold the next block. */
    public enum Stop {
        /** There is no undamaged header of a block of this log. */
        NO_BLOCK,
        /** There is a sound header of another block than the next one. */
        OTHER_BLOCK,
        /** The header is that of the next block, but the payload is damaged or cut short. */
        OTHER_PAYLOAD
    }

    /**
     * Creates a reader.
     *
     * @param segments the files of the log in their order, from {@code start} on
     * @param start where the log begins
     */
    public LogReader(List<SegmentFile> segments, UInt128 logId, LogStart start, Visitor visitor) {
        this.segments = segments;
        this.logId = logId;
        this.visitor = visitor;
        tail = new LogTail(0, LogFormat.FIRST_BLOCK, start.sequence(), start.checksum(), start.lastOp());
        long largest = segments.stream()
                .mapToLong(segment -> segment.header().capacity())
                .max()
                .orElse(0);
        buffer = Bytes.allocate((int) Math.min(LogFormat.BLOCK_MAX, largest));
    }

    /** Reads from the {@link #tail()} on, up to the first place that does not hold the next block. */
    public void read() throws IOException, LogException {
        if (tail.position() == LogFormat.FIRST_BLOCK) {
            starts.add(startOf(tail));
        }
        readSegment(segments.get(tail.segment()));
        while (tail.segment() + 1 < segments.size() && isNext(tail.segment() + 1)) {
            tail = new LogTail(
                    tail.segment() + 1, LogFormat.FIRST_BLOCK, tail.sequence(), tail.checksum(), tail.lastOp());
            starts.add(startOf(tail));
            readSegment(segments.get(tail.segment()));
        }
    }

    /** Makes {@link #read()} go on from this place, which may be behind a damaged one. */
    public void resume(LogTail from) {
        tail = from;
    }

    /** Returns the beginnings of the files that the log reaches. */
    public List<LogStart> starts() {
        return List.copyOf(starts);
    }

    /** Returns where the next block would be. */
    public LogTail tail() {
        return tail;
    }

    /** Returns why {@link #read()} has ended. */
    public Stop stop() {
        return stop;
    }

    /**
     * Replays the records of a block.
     *
     * @param offset where the block begins
     * @param before position of the last record before the block
     * @return position of the last record
     * @throws RuntimeException if the records are not those that a log writes
     */
    public static long replay(LogFormat.Block block, ByteBuffer bytes, int offset, long before, Replayer replayer) {
        int at = offset + LogFormat.BLOCK_HEADER;
        int end = at + block.length();
        long lastOp = before;
        for (int i = 0; i < block.records(); i++) {
            int size = bytes.getInt(at);
            if (size < 0 || size > end - at - Integer.BYTES) {
                throw new IllegalArgumentException("a record reaches beyond its block");
            }
            long op = replayer.replay(bytes, at + Integer.BYTES, size);
            requireRising(op, lastOp);
            lastOp = op;
            at += LogFormat.recordBytes(size);
        }
        if (at != end) {
            throw new IllegalArgumentException("its records end " + (end - at) + " bytes before its payload");
        }
        if (lastOp != block.lastOp()) {
            throw new IllegalArgumentException(
                    "it ends with operation " + lastOp + ", but its header says " + block.lastOp());
        }
        return lastOp;
    }

    // Journal.append checks the same order.
    private static void requireRising(long op, long before) {
        if (op < before) {
            throw new IllegalArgumentException("operation " + op + " follows operation " + before);
        }
    }

    private LogStart startOf(LogTail at) {
        return new LogStart(segments.get(at.segment()).header().number(), at.sequence(), at.checksum(), at.lastOp());
    }

    private void readSegment(SegmentFile segment) throws IOException, LogException {
        buffer.clear().limit(0);
        bufferAt = 0;
        while (true) {
            stop = Stop.NO_BLOCK;
            int at = load(segment, tail.position(), LogFormat.PAGE);
            if (at < 0 || !LogFormat.isBlock(buffer, at, logId)) {
                return;
            }
            stop = Stop.OTHER_BLOCK;
            LogFormat.Block block = LogFormat.readBlock(buffer, at);
            if (!isNext(block)) {
                return;
            }
            stop = Stop.OTHER_PAYLOAD;
            at = load(segment, tail.position(), block.size());
            if (at < 0 || LogFormat.crc(buffer, at + LogFormat.BLOCK_HEADER, block.length()) != block.crc()) {
                return;
            }
            long lastOp = visitor.block(new Place(segment, tail.position(), tail.lastOp()), block, buffer, at);
            tail = new LogTail(
                    tail.segment(), tail.position() + block.size(), block.sequence(), block.checksum(), lastOp);
        }
    }

    // Makes `length` bytes from `position` on available; returns where they are in the buffer, or -1 at the end.
    private int load(SegmentFile segment, long position, int length) throws IOException {
        long capacity = segment.header().capacity();
        if (position + length > capacity) {
            return -1;
        }
        if (position < bufferAt || position + length > bufferAt + buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), capacity - position));
            segment.file().read(buffer, position);
            buffer.flip();
            bufferAt = position;
            if (buffer.limit() < length) {
                return -1;
            }
        }
        return (int) (position - bufferAt);
    }

    private boolean isNext(LogFormat.Block block) {
        return block.sequence() == tail.sequence() + 1
                && block.previous().equals(tail.checksum())
                && block.segment() == segments.get(tail.segment()).header().number()
                && block.length() >= 0
                && block.size() <= buffer.capacity();
    }

    private boolean isNext(int index) throws IOException {
        ByteBuffer page = Bytes.allocate(LogFormat.PAGE);
        segments.get(index).file().read(page, LogFormat.FIRST_BLOCK);
        return LogFormat.isBlock(page, 0, logId) && LogFormat.readBlock(page, 0).sequence() == tail.sequence() + 1;
    }
}

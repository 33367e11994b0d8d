package io.ledgeractors.embedded.journal;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log from its beginning to its end and hands over every record.
 *
 * <p>What stands where the next block should stand, and is none, is one of two things. If any later block was begun,
 * or a mark says that the block had been forced, it is damage of something acknowledged: the log does not open. Else
 * it is at most a write that was never finished, and nobody was told of it: it is overwritten with zeros.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int PIECE = 1024 * 1024;

    private final List<SegmentFile> segments;
    private final UInt128 logId;
    private final Replayer replayer;
    private final ByteBuffer buffer;
    private final ByteBuffer piece;
    private Tail tail = Tail.EMPTY;
    private long bufferAt;

    Recovery(List<SegmentFile> segments, Replayer replayer) {
        this.segments = segments;
        this.logId = segments.get(0).header().logId();
        this.replayer = replayer;
        long largest = segments.stream()
                .mapToLong(segment -> segment.header().capacity())
                .max()
                .orElse(0);
        this.piece = Bytes.allocate((int) Math.min(PIECE, largest));
        this.buffer = Bytes.allocate((int) Math.min(Format.BLOCK_MAX, largest));
    }

    /** Replays everything, cuts an unfinished write off, forces what was read and returns where the log ends. */
    Tail run() throws IOException, JournalException {
        for (int index = 0; index < segments.size(); index++) {
            if (index > 0 && !isNext(index)) {
                break;
            }
            tail = new Tail(index, Format.FIRST_BLOCK, tail.sequence(), tail.checksum(), tail.lastOp());
            replaySegment(segments.get(index));
        }
        refuseIfDamaged();
        cutOff();
        return tail;
    }

    private void replaySegment(SegmentFile segment) throws IOException, JournalException {
        buffer.clear().limit(0);
        bufferAt = 0;
        while (true) {
            int at = load(segment, tail.position(), Format.PAGE);
            Format.Block block = at < 0 ? null : next(at);
            if (block == null) {
                return;
            }
            at = load(segment, tail.position(), block.size());
            if (at < 0 || Format.crc(buffer, at + Format.BLOCK_HEADER, block.length()) != block.crc()) {
                return;
            }
            long lastOp = replay(segment, block, at);
            tail = new Tail(tail.segment(), tail.position() + block.size(), block.sequence(), block.checksum(), lastOp);
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

    // The header of the next block of the log if it stands here, else null.
    private Format.@Nullable Block next(int at) {
        if (!Format.isBlock(buffer, at, logId)) {
            return null;
        }
        Format.Block block = Format.readBlock(buffer, at);
        boolean next = block.sequence() == tail.sequence() + 1
                && block.previous().equals(tail.checksum())
                && block.segment() == segments.get(tail.segment()).header().number()
                && block.length() >= 0
                && block.size() <= buffer.capacity();
        return next ? block : null;
    }

    private boolean isNext(int index) throws IOException {
        ByteBuffer page = Bytes.allocate(Format.PAGE);
        segments.get(index).file().read(page, Format.FIRST_BLOCK);
        return Format.isBlock(page, 0, logId) && Format.readBlock(page, 0).sequence() == tail.sequence() + 1;
    }

    private long replay(SegmentFile segment, Format.Block block, int at) throws JournalException {
        int offset = at + Format.BLOCK_HEADER;
        int end = offset + block.length();
        long lastOp = tail.lastOp();
        try {
            for (int i = 0; i < block.records(); i++) {
                int size = buffer.getInt(offset);
                if (size < 0 || size > end - offset - Integer.BYTES) {
                    throw new IllegalArgumentException("a record reaches beyond its block");
                }
                lastOp = replayer.replay(buffer, offset + Integer.BYTES, size);
                offset += BlockBuffer.recordBytes(size);
            }
        } catch (RuntimeException impossible) {
            throw new JournalException(
                    "the log cannot be replayed: " + segment.name() + ", block at offset " + tail.position() + ": "
                            + impossible.getMessage(),
                    impossible);
        }
        return lastOp;
    }

    private void refuseIfDamaged() throws IOException, JournalException {
        for (int index = tail.segment(); index < segments.size(); index++) {
            SegmentFile segment = segments.get(index);
            long from = index == tail.segment() ? tail.position() : Format.FIRST_BLOCK;
            if (marked(segment) > tail.sequence() || laterBlock(segment, from)) {
                throw new JournalException("the log is damaged: "
                        + segments.get(tail.segment()).name() + " at offset " + tail.position() + ", where block "
                        + (tail.sequence() + 1) + " was written and acknowledged, holds something else; restore the"
                        + " file from a copy. Nothing was changed");
            }
        }
    }

    private long marked(SegmentFile segment) throws IOException {
        ByteBuffer pages = Bytes.allocate(2 * Format.PAGE);
        segment.file().read(pages, Format.PAGE);
        return Math.max(Format.readMark(pages, 0, logId), Format.readMark(pages, Format.PAGE, logId));
    }

    // True if a block after the one that is missing was begun: that one had been forced before.
    private boolean laterBlock(SegmentFile segment, long from) throws IOException {
        for (long at = from; at < segment.header().capacity(); at += piece.capacity()) {
            int read = read(segment, at);
            for (int page = 0; page < read; page += Format.PAGE) {
                if (Format.isBlock(piece, page, logId)
                        && Format.readBlock(piece, page).sequence() > tail.sequence() + 1) {
                    return true;
                }
            }
        }
        return false;
    }

    private void cutOff() throws IOException {
        long cut = 0;
        for (int index = tail.segment(); index < segments.size(); index++) {
            SegmentFile segment = segments.get(index);
            cut += zero(segment, index == tail.segment() ? tail.position() : Format.FIRST_BLOCK);
            if (segment.file().size() < segment.header().capacity()) {
                segment.file().allocate(segment.header().capacity());
            }
            segment.file().force();
        }
        if (cut > 0) {
            LOG.warn(
                    "cut off {} bytes of a write that was never finished nor acknowledged: {} at offset {}",
                    cut,
                    segments.get(tail.segment()).name(),
                    tail.position());
        }
    }

    private long zero(SegmentFile segment, long from) throws IOException {
        ByteBuffer zeros = Bytes.allocate(Format.PAGE);
        long cut = 0;
        for (long at = from; at < segment.header().capacity(); at += piece.capacity()) {
            int read = read(segment, at);
            for (int page = 0; page < read; page += Format.PAGE) {
                if (!Bytes.isZero(piece, page, Format.PAGE)) {
                    segment.file().write(zeros.clear(), at + page);
                    cut += Format.PAGE;
                }
            }
        }
        return cut;
    }

    // What is behind the end of the file counts as zeros.
    private int read(SegmentFile segment, long at) throws IOException {
        int length = (int) Math.min(piece.capacity(), segment.header().capacity() - at);
        piece.clear().limit(length);
        int read = segment.file().read(piece, at);
        Bytes.zero(piece, read, length - read);
        return length;
    }
}

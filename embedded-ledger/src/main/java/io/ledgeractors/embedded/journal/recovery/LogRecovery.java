package io.ledgeractors.embedded.journal.recovery;

import io.ledgeractors.embedded.journal.checkpoint.LogStart;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.journal.segment.SegmentFile;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.recovery.LostTail;
import io.ledgeractors.embedded.recovery.RecoveryResult;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log from its beginning to its end and replays every record.
 *
 * <p>There are three cases behind the last whole block. If a later block was begun or announced, the log is damaged and
 * does not open. If the next block was announced, it may have been acknowledged, and {@link TailLoss} decides.
 * Otherwise there is at most an unfinished write, and nothing in it was acknowledged.
 *
 * <p>A force that failed leaves pages that can be read but are not on the disk. Therefore everything behind the last
 * block that is known to have been forced is written again from what was read, and forced, before it counts.
 */
public final class LogRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);

    private final List<SegmentFile> segments;
    private final Manifest manifest;
    private final TailLoss tailLoss;
    private final UInt128 logId;
    private final Replayer replayer;
    private final ByteBuffer buffer;
    private final Set<SegmentFile> rewritten = new LinkedHashSet<>();
    private final List<LogStart> starts = new ArrayList<>();
    private LogTail tail = LogTail.EMPTY;
    private long bufferAt;

    public LogRecovery(List<SegmentFile> segments, Manifest manifest, TailLoss tailLoss, Replayer replayer) {
        this.segments = segments;
        this.manifest = manifest;
        this.tailLoss = tailLoss;
        this.logId = manifest.entry().logId();
        this.replayer = replayer;
        long largest = segments.stream()
                .mapToLong(segment -> segment.header().capacity())
                .max()
                .orElse(0);
        this.buffer = Bytes.allocate((int) Math.min(LogFormat.BLOCK_MAX, largest));
    }

    /** Replays all records, cuts off an unfinished write or a lost block, and forces what was read. */
    public RecoveryResult run() throws IOException, LogException {
        LogStart start = manifest.entry().start();
        tail = new LogTail(0, LogFormat.FIRST_BLOCK, start.sequence(), start.checksum(), start.lastOp());
        for (int index = 0; index < segments.size(); index++) {
            if (index > 0 && !isNext(index)) {
                break;
            }
            starts.add(new LogStart(
                    segments.get(index).header().number(), tail.sequence(), tail.checksum(), tail.lastOp()));
            tail = new LogTail(index, LogFormat.FIRST_BLOCK, tail.sequence(), tail.checksum(), tail.lastOp());
            replaySegment(segments.get(index));
        }
        long newest = Math.max(
                manifest.entry().newest(), segments.get(tail.segment()).header().number());
        LogEnd end = new LogEnd(segments, manifest.entry(), tail);
        LostTail lost = end.judge();
        requireOneSpare(newest);
        if (lost != null) {
            if (tailLoss == TailLoss.REFUSE) {
                throw new LogException(lost + ". Restore the file from a copy, or open the ledger with tail-loss ="
                        + " cut-off to go on without them. Nothing was changed");
            }
            LOG.warn("{}. The block is cut off and the ledger goes on without it", lost);
        }
        for (SegmentFile segment : rewritten) {
            segment.file().force();
        }
        long cut = end.cutOff();
        if (cut > 0 && lost == null) {
            LOG.warn(
                    "cut off {} bytes of an unfinished write, in which nothing was acknowledged: {} at offset {}",
                    cut,
                    segments.get(tail.segment()).name(),
                    tail.position());
        }
        manifest.rewrite(newest, tail.sequence(), tail.checksum());
        end.renewMarks();
        return new RecoveryResult(tail.lastOp(), lost == null ? cut : 0, lost);
    }

    // The file after the next one is made only when the next one is in use. The manifest, forced before that, says so.
    private void requireOneSpare(long newest) throws LogException {
        SegmentFile last = segments.get(segments.size() - 1);
        if (last.header().number() > newest + 1) {
            throw new LogException("the log is damaged: " + last.name()
                    + " was made when " + LogFormat.name(last.header().number() - 1) + " was in use, but "
                    + Manifest.NAME
                    + " and the blocks end in " + LogFormat.name(newest) + ", so an older copy was put over newer"
                    + " files; restore all files from the same copy. Nothing was changed");
        }
    }

    /** Returns the beginnings of the files that the log reaches. Requires {@link #run()}. */
    public List<LogStart> starts() {
        return List.copyOf(starts);
    }

    /** Returns where the log ends. Requires {@link #run()}. */
    public LogTail tail() {
        return tail;
    }

    private void replaySegment(SegmentFile segment) throws IOException, LogException {
        buffer.clear().limit(0);
        bufferAt = 0;
        while (true) {
            int at = load(segment, tail.position(), LogFormat.PAGE);
            LogFormat.Block block = at < 0 ? null : next(at);
            if (block == null) {
                return;
            }
            at = load(segment, tail.position(), block.size());
            if (at < 0 || LogFormat.crc(buffer, at + LogFormat.BLOCK_HEADER, block.length()) != block.crc()) {
                return;
            }
            requireForcedOne(segment, block);
            long lastOp = replay(segment, block, at);
            if (block.sequence() > manifest.entry().forced()) {
                segment.file().write(buffer.slice(at, block.size()), tail.position());
                rewritten.add(segment);
            }
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

    // Returns the header of the next block of the log if it is here; else null.
    private LogFormat.@Nullable Block next(int at) {
        if (!LogFormat.isBlock(buffer, at, logId)) {
            return null;
        }
        LogFormat.Block block = LogFormat.readBlock(buffer, at);
        boolean next = block.sequence() == tail.sequence() + 1
                && block.previous().equals(tail.checksum())
                && block.segment() == segments.get(tail.segment()).header().number()
                && block.length() >= 0
                && block.size() <= buffer.capacity();
        return next ? block : null;
    }

    private boolean isNext(int index) throws IOException {
        ByteBuffer page = Bytes.allocate(LogFormat.PAGE);
        segments.get(index).file().read(page, LogFormat.FIRST_BLOCK);
        return LogFormat.isBlock(page, 0, logId) && LogFormat.readBlock(page, 0).sequence() == tail.sequence() + 1;
    }

    private long replay(SegmentFile segment, LogFormat.Block block, int at) throws LogException {
        int offset = at + LogFormat.BLOCK_HEADER;
        int end = offset + block.length();
        long lastOp = tail.lastOp();
        try {
            for (int i = 0; i < block.records(); i++) {
                int size = buffer.getInt(offset);
                if (size < 0 || size > end - offset - Integer.BYTES) {
                    throw new IllegalArgumentException("a record reaches beyond its block");
                }
                long op = replayer.replay(buffer, offset + Integer.BYTES, size);
                requireRising(op, lastOp);
                lastOp = op;
                offset += LogFormat.recordBytes(size);
            }
            if (offset != end) {
                throw new IllegalArgumentException("its records end " + (end - offset) + " bytes before its payload");
            }
            if (lastOp != block.lastOp()) {
                throw new IllegalArgumentException(
                        "it ends with operation " + lastOp + ", but its header says " + block.lastOp());
            }
        } catch (ReplayCapacityException full) {
            throw new LogException(
                    "the log is sound so far, but the ledger has no capacity to be opened: " + full.getMessage()
                            + ". Nothing was changed",
                    full);
        } catch (RuntimeException impossible) {
            throw new LogException(
                    "the log cannot be replayed: " + segment.name() + ", block at offset " + tail.position() + ": "
                            + impossible.getMessage(),
                    impossible);
        }
        return lastOp;
    }

    // Journal.append checks the same order.
    private static void requireRising(long op, long before) {
        if (op < before) {
            throw new IllegalArgumentException("operation " + op + " follows operation " + before);
        }
    }

    private void requireForcedOne(SegmentFile segment, LogFormat.Block block) throws LogException {
        Manifest.Entry entry = manifest.entry();
        if (block.sequence() == entry.forced() && !block.checksum().equals(entry.checksum())) {
            throw new LogException("the log is damaged: block " + block.sequence() + ", " + segment.name()
                    + " at offset " + tail.position() + ", is another one than " + Manifest.NAME
                    + " says; one of the two files is from a copy. Restore all files from the same copy. Nothing was"
                    + " changed");
        }
    }
}

package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.journal.checkpoint.CheckpointMark;
import io.ledgeractors.embedded.journal.checkpoint.LogStart;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.recovery.LogTail;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.journal.segment.SegmentFile;
import io.ledgeractors.embedded.journal.segment.SpareSegment;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes blocks one after another, file after file, and forces each. Only the thread of the log uses it. */
final class SegmentWriter {
    private final DiskDirectory directory;
    private final JournalSettings settings;
    private final Manifest manifest;
    private final UInt128 logId;
    private final boolean inBackground;
    private final Deque<SegmentFile> spares = new ArrayDeque<>();
    private final ByteBuffer mark = Bytes.allocateDirect(LogFormat.BLOCK_HEADER);
    private SegmentFile segment;
    private volatile @Nullable SpareSegment coming;
    /** The beginnings of the files of the log, from the oldest one on. Any thread may read them. */
    private volatile List<LogStart> starts;

    private long position;
    private long sequence;
    private UInt128 previous;
    private long lastOp;

    /**
     * Creates a writer that goes on behind the tail.
     *
     * @param inBackground true if a thread makes the next file; false if the caller's does
     */
    SegmentWriter(
            DiskDirectory directory,
            JournalSettings settings,
            Manifest manifest,
            List<SegmentFile> segments,
            List<LogStart> starts,
            LogTail tail,
            boolean inBackground)
            throws IOException {
        this.inBackground = inBackground;
        this.starts = starts;
        this.directory = directory;
        this.settings = settings;
        this.manifest = manifest;
        this.segment = segments.get(tail.segment());
        this.logId = segment.header().logId();
        this.position = tail.position();
        this.sequence = tail.sequence();
        this.previous = tail.checksum();
        this.lastOp = tail.lastOp();
        for (int index = 0; index < segments.size(); index++) {
            if (index < tail.segment()) {
                segments.get(index).file().close();
            } else if (index > tail.segment()) {
                spares.add(segments.get(index));
            }
        }
        prepareNext();
    }

    /**
     * Writes a block and its mark, and forces both. After an exception nothing may be written any more.
     *
     * @throws IOException if it is unknown what is on the disk
     * @throws IllegalStateException if the block would break the order or the bounds of the log
     */
    void write(BlockBuffer block) throws IOException {
        int expected = block.size();
        if (position + expected > segment.header().capacity()) {
            turnOver();
        }
        long number = segment.header().number();
        ByteBuffer bytes = block.seal(logId, number, sequence + 1, previous);
        int size = bytes.remaining();
        requireFits(size, expected);
        requireRising(block);
        UInt128 checksum = Bytes.getU128(bytes, 0);
        segment.file().write(bytes, position);
        long time = block.isTimeReserved() ? block.reservedTime() : reservedTime();
        LogFormat.writeMark(mark, logId, new LogFormat.Mark(number, sequence + 1, checksum, time));
        segment.file().write(mark.clear(), LogFormat.markPosition(sequence + 1));
        segment.file().force();
        directory.check(); // a block that was forced into a file that was removed or replaced is lost
        previous = checksum;
        sequence++;
        position += size;
        lastOp = block.lastOp();
        manifest.write(newest(), sequence, previous, time);
        prepareNext();
    }

    /** Reserves time without a block, see {@link io.ledgeractors.embedded.log.Log#reserveTime}. */
    void reserveTime(long time) throws IOException {
        manifest.reserveTime(time);
        directory.check();
    }

    /** Returns the reserved time, ns since 1970; 0 if it is not known. */
    long reservedTime() {
        return manifest.entry().reservedTime();
    }

    /** Returns the bytes that are left for blocks in the present file. */
    long remaining() {
        return segment.header().capacity() - position;
    }

    /** Returns the bytes for blocks in the next file, if one was found when the log was opened; else 0. */
    long spareBytes() {
        SegmentFile spare = spares.peek();
        return spare == null ? 0 : spare.header().capacity() - LogFormat.FIRST_BLOCK;
    }

    /** Returns the next file, which is being made or waits to be used, or null. Any thread may call it. */
    @Nullable
    SpareSegment coming() {
        return coming;
    }

    /** Forces the manifest, which says how far the log reaches, unless its newest entry was forced. */
    void forceManifest() throws IOException {
        if (!manifest.isForced()) {
            manifest.force();
        }
    }

    /** Writes the newest checkpoint into the manifest, and forces it. */
    void checkpointed(CheckpointMark checkpoint) throws IOException {
        manifest.checkpointed(checkpoint);
        starts = starts.stream()
                .filter(start -> start.segment() >= checkpoint.start().segment())
                .toList();
    }

    /** Returns where the log begins that leads on from a checkpoint that ends with this operation. */
    LogStart startBehind(long op) {
        List<LogStart> all = starts;
        LogStart found = all.get(0);
        for (LogStart start : all) {
            found = start.lastOp() <= op ? start : found;
        }
        return found;
    }

    /** Returns the random id of the log. */
    UInt128 logId() {
        return logId;
    }

    /** Returns true if {@link #forceManifest()} has nothing to do. */
    boolean isManifestForced() {
        return manifest.isForced();
    }

    /** Tries once more to make the next file, if the caller's thread makes it and the last try failed. */
    void makeSpare() {
        SpareSegment next = coming;
        if (next != null) {
            next.tryAgain();
        }
    }

    /** Closes all files without writing. */
    void close() throws IOException {
        SpareSegment next = coming;
        if (next != null) {
            SegmentFile made = next.cancel();
            if (made != null) {
                spares.add(made);
            }
        }
        segment.file().close();
        for (SegmentFile spare : spares) {
            spare.file().close();
        }
        manifest.close();
    }

    private void turnOver() throws IOException {
        SegmentFile next = spares.poll();
        if (next == null) {
            SpareSegment made = coming == null ? spare() : coming;
            next = made.await();
            coming = null;
        }
        if (next.header().number() != segment.header().number() + 1) {
            throw new IllegalStateException("the file behind " + segment.name() + " is " + next.name()
                    + ", so blocks would be out of order; this is a bug of the ledger");
        }
        segment.file().close();
        segment = next;
        position = LogFormat.FIRST_BLOCK;
        List<LogStart> more = new ArrayList<>(starts);
        more.add(new LogStart(next.header().number(), sequence, previous, lastOp));
        starts = List.copyOf(more);
        // The manifest is forced before anything is in the new file, so that recovery notices if the file is missing.
        manifest.write(newest(), sequence, previous, reservedTime());
        manifest.force();
    }

    // Recovery reads a block up to the end that its header states, so both must agree, and the block must be inside.
    private void requireFits(int size, int expected) {
        if (size != expected) {
            throw new IllegalStateException("block " + (sequence + 1) + " has " + size + " bytes instead of " + expected
                    + "; this is a bug of the ledger");
        }
        if (position + size > segment.header().capacity()) {
            throw new IllegalStateException(
                    "block " + (sequence + 1) + " of " + size + " bytes at offset " + position + " does not fit into "
                            + segment.name() + " of " + segment.header().capacity() + " bytes");
        }
    }

    private void requireRising(BlockBuffer block) {
        if (block.lastOp() < lastOp) {
            throw new IllegalStateException("block " + (sequence + 1) + " ends with operation " + block.lastOp()
                    + " behind operation " + lastOp + "; this is a bug of the ledger");
        }
    }

    private long newest() {
        return Math.max(manifest.entry().newest(), segment.header().number());
    }

    // The next file is made in the background once half of this file is used, or once blocks that may wait do not fit.
    private void prepareNext() {
        boolean soon = position > segment.header().capacity() / 2 || remaining() < 3L * LogFormat.BLOCK_MAX;
        if (coming == null && spares.isEmpty() && soon) {
            coming = spare();
        }
    }

    private SpareSegment spare() {
        LogFormat.Segment next = new LogFormat.Segment(
                logId,
                segment.header().number() + 1,
                LogFormat.VERSION,
                settings.segmentBytes(),
                settings.cluster(),
                settings.batchSizeLimit());
        return inBackground
                ? SpareSegment.inBackground(directory, next)
                : SpareSegment.onCallersThread(directory, next);
    }
}

package io.ledgeractors.embedded.journal;

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
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes blocks one after another and forces each, file after file. For the thread of the log alone. */
final class SegmentWriter {
    private final DiskDirectory directory;
    private final JournalSettings settings;
    private final Manifest manifest;
    private final UInt128 logId;
    private final Deque<SegmentFile> spares = new ArrayDeque<>();
    private final ByteBuffer mark = Bytes.allocateDirect(LogFormat.BLOCK_HEADER);
    private SegmentFile segment;
    private volatile @Nullable SpareSegment coming;
    private long position;
    private long sequence;
    private UInt128 previous;

    SegmentWriter(
            DiskDirectory directory,
            JournalSettings settings,
            Manifest manifest,
            List<SegmentFile> segments,
            LogTail tail)
            throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.manifest = manifest;
        this.segment = segments.get(tail.segment());
        this.logId = segment.header().logId();
        this.position = tail.position();
        this.sequence = tail.sequence();
        this.previous = tail.checksum();
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
     * Writes a block and its mark and forces both. After an exception nothing may be written any more.
     *
     * @throws IOException if it is not known what is on the disk
     */
    void write(BlockBuffer block) throws IOException {
        if (position + block.size() > segment.header().capacity()) {
            turnOver();
        }
        long number = segment.header().number();
        ByteBuffer bytes = block.seal(logId, number, sequence + 1, previous);
        int size = bytes.remaining();
        if (position + size > segment.header().capacity()) {
            throw new IllegalStateException(
                    "block " + (sequence + 1) + " of " + size + " bytes at offset " + position + " does not fit into "
                            + segment.name() + " of " + segment.header().capacity() + " bytes");
        }
        UInt128 checksum = Bytes.getU128(bytes, 0);
        segment.file().write(bytes, position);
        LogFormat.writeMark(mark, logId, number, new LogFormat.Mark(sequence + 1, checksum));
        segment.file().write(mark.clear(), LogFormat.markPosition(sequence + 1));
        segment.file().force();
        directory.check(); // what was forced into a file that was removed or replaced is not kept
        previous = checksum;
        sequence++;
        position += size;
        manifest.write(newest(), sequence, previous);
        prepareNext();
    }

    /** Bytes that are left for blocks in the present file. */
    long remaining() {
        return segment.header().capacity() - position;
    }

    /** True if a further file was found and waits to be used. */
    boolean hasSpare() {
        return !spares.isEmpty();
    }

    /** The file that is being made, or that waits to be used, or null. May be called by any thread. */
    @Nullable
    SpareSegment coming() {
        return coming;
    }

    /** Forces what says how far the log reaches, where it was not forced with the last block. */
    void forceManifest() throws IOException {
        if (!manifest.isForced()) {
            manifest.force();
        }
    }

    /** True if {@link #forceManifest()} has nothing to do. */
    boolean isManifestForced() {
        return manifest.isForced();
    }

    /** Closes all files, without writing. */
    void close() throws IOException {
        SpareSegment next = coming;
        if (next != null) {
            SegmentFile made = next.abandon();
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
        segment.file().close();
        segment = next;
        position = LogFormat.FIRST_BLOCK;
        // Before anything stands in the new file, its absence must be noticed.
        manifest.write(newest(), sequence, previous);
        manifest.force();
    }

    private long newest() {
        return Math.max(manifest.entry().newest(), segment.header().number());
    }

    // The next file is made in the background once half of this one is used, or what may be waiting does not fit.
    private void prepareNext() {
        boolean soon = position > segment.header().capacity() / 2 || remaining() < 3L * LogFormat.BLOCK_MAX;
        if (coming == null && spares.isEmpty() && soon) {
            coming = spare();
        }
    }

    private SpareSegment spare() {
        return new SpareSegment(
                directory,
                new LogFormat.Segment(
                        logId,
                        segment.header().number() + 1,
                        LogFormat.VERSION,
                        settings.segmentBytes(),
                        settings.cluster(),
                        settings.batchSizeLimit()));
    }
}

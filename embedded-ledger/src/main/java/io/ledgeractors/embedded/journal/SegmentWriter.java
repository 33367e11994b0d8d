package io.ledgeractors.embedded.journal;

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
    private final UInt128 logId;
    private final Deque<SegmentFile> spares = new ArrayDeque<>();
    private final ByteBuffer markPage = Bytes.allocateDirect(Format.PAGE);
    private SegmentFile segment;
    private @Nullable SpareSegment coming;
    private long position;
    private long sequence;
    private UInt128 previous;
    private long marked;
    private boolean markForced = true;

    SegmentWriter(DiskDirectory directory, JournalSettings settings, List<SegmentFile> segments, Tail tail)
            throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.segment = segments.get(tail.segment());
        this.logId = segment.header().logId();
        this.position = tail.position();
        this.sequence = tail.sequence();
        this.previous = tail.checksum();
        this.marked = sequence;
        for (int index = 0; index < segments.size(); index++) {
            if (index < tail.segment()) {
                segments.get(index).file().close();
            } else if (index > tail.segment()) {
                spares.add(segments.get(index));
            }
        }
    }

    /** Writes a block and forces it. After an exception nothing may be written any more. */
    void write(BlockBuffer block) throws IOException {
        if (position + block.size() > segment.header().capacity()) {
            turnOver();
        }
        long number = segment.header().number();
        ByteBuffer bytes = block.seal(logId, number, sequence + 1, previous);
        previous = Bytes.getU128(bytes, 0);
        int size = bytes.remaining();
        segment.file().write(bytes, position);
        segment.file().force();
        sequence++;
        position += size;
        prepareNext();
    }

    /** Writes down up to where everything is forced. */
    void mark() throws IOException {
        if (marked == sequence) {
            return;
        }
        Format.writeMark(markPage, logId, segment.header().number(), sequence);
        markPage.clear().limit(Format.BLOCK_HEADER);
        segment.file().write(markPage, Format.PAGE + (sequence & 1) * Format.PAGE);
        marked = sequence;
        markForced = false;
    }

    /** Writes the mark and forces it. */
    void rest() throws IOException {
        mark();
        if (!markForced) {
            segment.file().force();
            markForced = true;
        }
    }

    /** True if {@link #rest()} has nothing to do. */
    boolean isAtRest() {
        return marked == sequence && markForced;
    }

    /** Closes all files, without writing. */
    void close() throws IOException {
        if (coming != null) {
            SegmentFile made = coming.abandon();
            if (made != null) {
                spares.add(made);
            }
        }
        segment.file().close();
        for (SegmentFile spare : spares) {
            spare.file().close();
        }
    }

    private void turnOver() throws IOException {
        segment.file().close();
        SegmentFile spare = spares.poll();
        if (spare == null) {
            SpareSegment made = coming == null ? spare() : coming;
            coming = null;
            spare = made.await();
        }
        segment = spare;
        position = Format.FIRST_BLOCK;
    }

    // The next file is made in the background once half of this one is used.
    private void prepareNext() {
        if (coming == null && spares.isEmpty() && position > segment.header().capacity() / 2) {
            coming = spare();
        }
    }

    private SpareSegment spare() {
        return new SpareSegment(
                directory,
                new Format.Segment(
                        logId,
                        segment.header().number() + 1,
                        Format.VERSION,
                        settings.segmentBytes(),
                        settings.cluster(),
                        settings.batchSizeLimit()));
    }
}

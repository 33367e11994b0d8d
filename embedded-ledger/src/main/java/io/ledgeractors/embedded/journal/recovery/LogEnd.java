package io.ledgeractors.embedded.journal.recovery;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.journal.segment.SegmentFile;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.recovery.LostTail;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the bytes behind the last block of a log that was read, and clears them.
 *
 * <p>Block N is announced by its mark and, after its force, by the manifest. When block N was begun, everything up to
 * block N - 1 had been forced. So at most the newest announced block may be missing.
 */
public final class LogEnd {
    private static final int PIECE = 1024 * 1024;

    private final List<SegmentFile> segments;
    private final Manifest.Entry manifest;
    private final LogTail tail;
    private final UInt128 logId;
    private final ByteBuffer piece;
    private long reservedTime;

    /** Creates the judge of a log that was read up to its tail. */
    public LogEnd(List<SegmentFile> segments, Manifest.Entry manifest, LogTail tail) {
        this.segments = segments;
        this.manifest = manifest;
        this.tail = tail;
        this.logId = manifest.logId();
        this.piece = Bytes.allocate(PIECE);
        this.reservedTime = manifest.reservedTime();
    }

    /**
     * Finds out whether a block is missing behind the last one. Changes nothing.
     *
     * @return the newest block, if it was announced and is missing or damaged; else null
     * @throws LogException if more than that is missing, or if the marks are damaged
     */
    public @Nullable LostTail judge() throws IOException, LogException {
        long next = tail.sequence() + 1;
        LostTail lost = manifest.forced() == next ? lost(tail.segment(), tail.position()) : null;
        boolean later = manifest.forced() > next;
        for (int index = tail.segment(); index < segments.size() && !later; index++) {
            SegmentFile segment = segments.get(index);
            long from = index == tail.segment() ? tail.position() : LogFormat.FIRST_BLOCK;
            long announced = announcedBy(segment, index, from);
            if (announced == next) {
                lost = lost(index, from);
            }
            later = announced > next || hasLaterBlock(segment, from);
        }
        if (later) {
            throw damaged();
        }
        return lost;
    }

    /**
     * Returns the time, ns since 1970, that no reply of this log exceeded; 0 if it is not known. Marks that are newer
     * than the manifest may have reserved a later time than it. Requires {@link #judge()}.
     */
    long reservedTime() {
        return reservedTime;
    }

    /** Returns how many bytes behind the last block, in whole pages, are not zero. Changes nothing. */
    public long unfinishedBytes() throws IOException {
        long dirty = 0;
        for (int index = tail.segment(); index < segments.size(); index++) {
            SegmentFile segment = segments.get(index);
            long from = index == tail.segment() ? tail.position() : LogFormat.FIRST_BLOCK;
            for (long at = from; at < segment.header().capacity(); at += PIECE) {
                dirty += dirtyBytes(read(segment, at));
            }
        }
        return dirty;
    }

    /**
     * Writes zeros behind the last block, and forces them.
     *
     * @return how many bytes, in whole pages, were not zero
     */
    long cutOff() throws IOException {
        long cut = 0;
        for (int index = tail.segment(); index < segments.size(); index++) {
            SegmentFile segment = segments.get(index);
            cut += clear(segment, index == tail.segment() ? tail.position() : LogFormat.FIRST_BLOCK);
            segment.file().force();
        }
        return cut;
    }

    /**
     * Writes the marks anew, and forces them. They come last, so that a block stays announced until its remains are
     * cleared. The manifest names the last block before that, because a power cut can take both marks while they are
     * written.
     */
    void renewMarks() throws IOException {
        for (int index = tail.segment(); index < segments.size(); index++) {
            writeMarks(segments.get(index), index == tail.segment());
            segments.get(index).file().force();
        }
    }

    // Returns the number of the newest block that the marks of this file announce.
    private long announcedBy(SegmentFile segment, int index, long from) throws IOException, LogException {
        ByteBuffer pages = Bytes.allocate(2 * LogFormat.PAGE);
        segment.file().read(pages, LogFormat.PAGE);
        long newest = 0;
        for (int at = 0; at < pages.capacity(); at += LogFormat.PAGE) {
            LogFormat.Mark mark = LogFormat.readMark(pages, at, logId);
            if (mark != null) {
                requireSameFile(segment, mark, LogFormat.PAGE + at);
                requireSameBlock(segment, mark);
                newest = Math.max(newest, mark.sequence());
                takeReservedTime(mark);
            }
        }
        if (index == tail.segment()) {
            requireMarkOfTail(segment, newest);
        }
        return newest <= tail.sequence() && mayAnnounceNext(segment, pages, from) ? tail.sequence() + 1 : newest;
    }

    private void takeReservedTime(LogFormat.Mark mark) {
        if (mark.sequence() > manifest.forced()) {
            reservedTime = Math.max(reservedTime, mark.reservedTime());
        }
    }

    // When the last block was begun, the mark of the block before had been forced. If the last block is the first of
    // its file, that mark is in the file before, and the manifest names the block.
    private void requireMarkOfTail(SegmentFile segment, long newest) throws LogException {
        if (Math.max(newest, manifest.forced()) < tail.sequence() - 1) {
            throw new LogException("the log is damaged: the marks of " + segment.name() + " at offset "
                    + LogFormat.PAGE + " do not say that block " + (tail.sequence() - 1)
                    + " was forced, so it is not known where the log ends; restore the file from a copy. Nothing was"
                    + " changed");
        }
    }

    // Returns true if the next block was begun and its mark cannot be read, so the mark may have announced it.
    private boolean mayAnnounceNext(SegmentFile segment, ByteBuffer marks, long from) throws IOException {
        int at = (int) (LogFormat.markPosition(tail.sequence() + 1) - LogFormat.PAGE);
        boolean unreadable =
                LogFormat.readMark(marks, at, logId) == null && !Bytes.isZero(marks, at, LogFormat.BLOCK_HEADER);
        return unreadable && from < segment.header().capacity() && !Bytes.isZero(piece, 0, read(segment, from));
    }

    private static void requireSameFile(SegmentFile segment, LogFormat.Mark mark, int offset) throws LogException {
        if (mark.segment() != segment.header().number()) {
            throw new LogException("the log is damaged: the mark at offset " + offset + " of " + segment.name()
                    + " belongs to " + LogFormat.name(mark.segment())
                    + "; restore the file from a copy. Nothing was changed");
        }
    }

    private void requireSameBlock(SegmentFile segment, LogFormat.Mark mark) throws LogException {
        if (mark.sequence() == tail.sequence() && !mark.checksum().equals(tail.checksum())) {
            throw new LogException("the log is damaged: block " + mark.sequence() + " in " + segment.name()
                    + " is another one than its mark announces; restore the file from a copy. Nothing was changed");
        }
    }

    // Returns true if a block after the missing one was begun. Then the missing one had been forced.
    private boolean hasLaterBlock(SegmentFile segment, long from) throws IOException {
        for (long at = from; at < segment.header().capacity(); at += PIECE) {
            int read = read(segment, at);
            for (int page = 0; page < read; page += LogFormat.PAGE) {
                if (LogFormat.isBlock(piece, page, logId)
                        && LogFormat.readBlock(piece, page).sequence() > tail.sequence() + 1) {
                    return true;
                }
            }
        }
        return false;
    }

    private LogException damaged() {
        return new LogException("the log is damaged: "
                + segments.get(tail.segment()).name() + " at offset " + tail.position() + ", where block "
                + (tail.sequence() + 1) + " was written and forced, or the file behind it, holds something else;"
                + " restore the files from a copy. Nothing was changed");
    }

    private LostTail lost(int index, long offset) {
        return new LostTail(segments.get(index).name(), offset, tail.sequence() + 1, tail.lastOp());
    }

    // An unfinished write reaches at most as far as one block. Zeros are written there in any case, because the bytes
    // that are read may differ from the bytes on the disk.
    private long clear(SegmentFile segment, long from) throws IOException {
        boolean begun = segment.header().number() <= manifest.newest();
        long certain = begun ? from + LogFormat.BLOCK_MAX : from;
        ByteBuffer zeros = Bytes.allocateDirect(PIECE);
        long cut = 0;
        for (long at = from; at < segment.header().capacity(); at += PIECE) {
            int read = read(segment, at);
            long dirty = dirtyBytes(read);
            if (dirty > 0 || at < certain) {
                segment.file().write(zeros.clear().limit(read), at);
            }
            cut += dirty;
        }
        return cut;
    }

    private long dirtyBytes(int read) {
        long dirty = 0;
        for (int page = 0; page < read; page += LogFormat.PAGE) {
            if (!Bytes.isZero(piece, page, LogFormat.PAGE)) {
                dirty += LogFormat.PAGE;
            }
        }
        return dirty;
    }

    private void writeMarks(SegmentFile segment, boolean holdsTail) throws IOException {
        ByteBuffer pages = Bytes.allocate(2 * LogFormat.PAGE);
        segment.file().read(pages, LogFormat.PAGE);
        if (!holdsTail && Bytes.isZero(pages, 0, pages.capacity())) {
            return;
        }
        Bytes.zero(pages, 0, pages.capacity());
        if (holdsTail && tail.sequence() > 0) {
            int at = (int) (LogFormat.markPosition(tail.sequence()) - LogFormat.PAGE);
            LogFormat.writeMark(
                    pages.slice(at, LogFormat.PAGE).order(pages.order()),
                    logId,
                    new LogFormat.Mark(segment.header().number(), tail.sequence(), tail.checksum(), reservedTime));
        }
        segment.file().write(pages.clear(), LogFormat.PAGE);
    }

    // Reads a piece; bytes behind the end of the file count as zeros. Returns its length.
    private int read(SegmentFile segment, long at) throws IOException {
        int length = (int) Math.min(PIECE, segment.header().capacity() - at);
        piece.clear().limit(length);
        int read = segment.file().read(piece, at);
        Bytes.zero(piece, read, length - read);
        return length;
    }
}

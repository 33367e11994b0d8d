package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.state.store.IntColumn;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.StoreFullException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Records in a file, in pages. A page stays in memory until it is full, then it is written at the end of the
 * request, and from then on it may leave memory. If it cannot be written it stays, and nothing new is taken until
 * it can.
 */
final class FileRecordStore implements RecordStore, Frames.Owner {
    private static final int PAGE_BITS = Integer.numberOfTrailingZeros(Frames.PAGE_RECORDS);
    private static final int IN_PAGE = Frames.PAGE_RECORDS - 1;

    private final int recordSize;
    private final Frames frames;
    private final PageFile file;
    private final String where;
    /** Number of the frame + 1 by page; 0: not in memory. */
    private final IntColumn frameOfPage = new IntColumn();

    private int count;
    /** Frames that the present request may fill before any of them can be written. */
    private int reserved;

    FileRecordStore(int recordSize, Frames frames, PageFile file, String where) {
        if (recordSize < 1 || recordSize > Frames.RECORD_MAX) {
            throw new IllegalArgumentException("a record has 1 to " + Frames.RECORD_MAX + " bytes, not " + recordSize);
        }
        this.recordSize = recordSize;
        this.frames = frames;
        this.file = file;
        this.where = where;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void reserve(int records) {
        try {
            write();
        } catch (IOException cause) {
            throw new StoreFullException(
                    "the records cannot be written to " + where + " (" + cause.getMessage()
                            + "); make room on that disk, nothing is lost",
                    cause);
        }
        int pages = (int) (((long) count + records) >>> PAGE_BITS) + 1;
        int filled = pages - file.written();
        frames.reserve(reserved, filled);
        reserved = filled;
        frameOfPage.reserve(pages);
        file.reserve(pages);
    }

    @Override
    public int append() {
        int page = count >>> PAGE_BITS;
        if ((count & IN_PAGE) == 0 && frameOfPage.get(page) == 0) {
            frameOfPage.set(page, frames.take(this, page) + 1);
        }
        return count++;
    }

    @Override
    public ByteBuffer page(int ordinal) {
        if (ordinal < 0 || ordinal >= count) {
            throw new IndexOutOfBoundsException("no record " + ordinal + " among " + count);
        }
        int page = ordinal >>> PAGE_BITS;
        int frame = frameOfPage.get(page) - 1;
        return frame < 0 ? load(page) : frames.buffer(frame);
    }

    @Override
    public int offset(int ordinal) {
        return (ordinal & IN_PAGE) * recordSize;
    }

    @Override
    public void truncate(int kept) {
        if (kept < file.written() << PAGE_BITS || kept > count) {
            throw new IllegalArgumentException("cannot keep " + kept + " of " + count + " records");
        }
        count = kept;
    }

    @Override
    public void keep() {
        try {
            write();
        } catch (IOException later) {
            // The pages stay in memory; the next reservation tries again and tells.
        }
        int unwritten = (count + IN_PAGE >>> PAGE_BITS) - file.written();
        if (unwritten < reserved) {
            frames.release(reserved - unwritten);
            reserved = unwritten;
        }
    }

    @Override
    public boolean giveUp(int page) {
        // A page behind the last record was taken back, and nothing in it counts.
        if (page >= file.written() && page < count + IN_PAGE >>> PAGE_BITS) {
            return false;
        }
        frameOfPage.set(page, 0);
        return true;
    }

    private ByteBuffer load(int page) {
        int frame = frames.take(this, page);
        ByteBuffer buffer = frames.buffer(frame);
        file.read(page, buffer);
        frameOfPage.set(page, frame + 1);
        return buffer;
    }

    private void write() throws IOException {
        int full = count >>> PAGE_BITS;
        if (full == file.written()) {
            return;
        }
        file.begin();
        for (int page = file.written(); page < full; page++) {
            file.add(frames.buffer(frameOfPage.get(page) - 1));
        }
        file.flush();
    }
}

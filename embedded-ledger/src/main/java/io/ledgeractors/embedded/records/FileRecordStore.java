package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.state.store.IntColumn;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.StoreFullException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A store that keeps its records in a file, in pages. A page stays in memory until it is full. It is written at the end
 * of the request that fills it, and may be evicted from then on. A page that cannot be written stays in memory, and no
 * further records are taken until it can.
 */
final class FileRecordStore implements RecordStore, PageCache.Owner, PagedRecords {
    private static final int PAGE_BITS = Integer.numberOfTrailingZeros(PageCache.PAGE_RECORDS);
    private static final int IN_PAGE = PageCache.PAGE_RECORDS - 1;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final int recordSize;
    private final PageCache cache;
    private final PageFile file;
    private final String where;
    /** The number of the frame + 1 by page; 0 for a page that is not in memory. */
    private final IntColumn frameOfPage = new IntColumn();

    private int count;
    /** The frames that the present request may fill before any of them can be written. */
    private int reserved;

    FileRecordStore(int recordSize, PageCache cache, PageFile file, String where) {
        if (recordSize < 1 || recordSize > PageCache.RECORD_MAX) {
            throw new IllegalArgumentException(
                    "a record has 1 to " + PageCache.RECORD_MAX + " bytes, not " + recordSize);
        }
        this.recordSize = recordSize;
        this.cache = cache;
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
            throw full(where, cause);
        }
        int pages = (int) (((long) count + records) >>> PAGE_BITS) + 1;
        int filled = pages - file.written();
        cache.reserve(reserved, filled);
        reserved = filled;
        frameOfPage.reserve(pages);
    }

    static StoreFullException full(String where, IOException cause) {
        return new StoreFullException(
                "the records cannot be written to " + where + " (" + cause.getMessage()
                        + "); free space on that disk, nothing is lost",
                cause);
    }

    @Override
    public int append() {
        int page = count >>> PAGE_BITS;
        if ((count & IN_PAGE) == 0 && frameOfPage.get(page) == 0) {
            frameOfPage.set(page, cache.take(this, page) + 1);
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
        return frame < 0 ? load(page) : cache.buffer(frame);
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
            // The pages stay in memory. The next reservation tries again and reports the failure.
        }
        int unwritten = (count + IN_PAGE >>> PAGE_BITS) - file.written();
        if (unwritten < reserved) {
            cache.release(reserved - unwritten);
            reserved = unwritten;
        }
    }

    @Override
    public boolean evict(int page) {
        // All records of a page behind the last record were removed, so the page may go without being written.
        if (page >= file.written() && page < count + IN_PAGE >>> PAGE_BITS) {
            return false;
        }
        frameOfPage.set(page, 0);
        return true;
    }

    @Override
    public PageFile file() {
        return file;
    }

    @Override
    public boolean isWritten() {
        return file.written() == count >>> PAGE_BITS;
    }

    @Override
    public SavedRecords save(String fileName) {
        int rest = count & IN_PAGE;
        ByteBuffer page = rest == 0 ? NOTHING : page(count - 1);
        return new SavedRecords(fileName, recordSize, count, file.bytes(), page.slice(0, rest * recordSize));
    }

    /** Takes the records of a checkpoint: those of whole pages are in the file, the others are here. */
    void restore(int records, ByteBuffer rest) {
        int pages = (records + IN_PAGE) >>> PAGE_BITS;
        frameOfPage.reserve(pages);
        if ((records & IN_PAGE) != 0) {
            cache.reserve(0, 1);
            reserved = 1;
            int frame = cache.take(this, pages - 1);
            cache.buffer(frame).put(0, rest, 0, rest.remaining());
            frameOfPage.set(pages - 1, frame + 1);
        }
        count = records;
    }

    private ByteBuffer load(int page) {
        int frame = cache.take(this, page);
        ByteBuffer buffer = cache.buffer(frame);
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
            file.add(cache.buffer(frameOfPage.get(page) - 1), 0);
        }
        file.flush();
    }
}

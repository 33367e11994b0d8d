package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.state.store.RecordLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A log of records in a file of pages. It writes pages at the end of the request that fills them, and keeps in memory
 * what fills no page. Pages that cannot be written stay in memory, and no further records are taken until they can.
 */
final class FileRecordLog implements RecordLog, PagedRecords {
    /** The bytes of a page with its trailer. */
    static final int PAGE = 4096;

    private static final int MEMORY = 64 * 1024;

    private final int recordSize;
    private final int pageRecords;
    private final PageFile file;
    private final String where;
    /** The records that are not in the file, from the beginning of a page on. */
    private ByteBuffer unwritten = memory(MEMORY);

    private int count;

    FileRecordLog(int recordSize, PageFile file, String where) {
        this.recordSize = recordSize;
        this.pageRecords = pageRecords(recordSize);
        this.file = file;
        this.where = where;
    }

    /** Returns the number of records in a page. */
    static int pageRecords(int recordSize) {
        return (PAGE - PageFile.TRAILER) / recordSize;
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
            throw FileRecordStore.full(where, cause);
        }
        long needed = ((long) count - inFile() + records) * recordSize;
        if (needed > unwritten.capacity()) {
            ByteBuffer larger = memory((int) Math.min(Integer.MAX_VALUE, 2 * needed));
            unwritten = larger.put(0, unwritten, 0, (count - inFile()) * recordSize);
        }
    }

    @Override
    public void append(ByteBuffer record, int offset) {
        unwritten.put((count - inFile()) * recordSize, record, offset, recordSize);
        count++;
    }

    @Override
    public void truncate(int kept) {
        if (kept < inFile()) {
            throw new IllegalArgumentException("cannot keep " + kept + " of " + count + " records");
        }
        count = Math.min(count, kept);
    }

    @Override
    public void keep() {
        try {
            write();
        } catch (IOException later) {
            // The records stay in memory. The next reservation tries again and reports the failure.
        }
    }

    @Override
    public void read(int from, Reader reader) {
        ByteBuffer page = memory(PAGE);
        for (int at = from / pageRecords; at < file.written(); at++) {
            file.read(at, page);
            for (int i = Math.max(0, from - at * pageRecords); i < pageRecords; i++) {
                reader.record(at * pageRecords + i, page, i * recordSize);
            }
        }
        for (int ordinal = Math.max(from, inFile()); ordinal < count; ordinal++) {
            reader.record(ordinal, unwritten, (ordinal - inFile()) * recordSize);
        }
    }

    @Override
    public PageFile file() {
        return file;
    }

    @Override
    public boolean isWritten() {
        return count - inFile() < pageRecords;
    }

    @Override
    public SavedRecords save(String fileName) {
        ByteBuffer rest = unwritten.slice(0, (count - inFile()) * recordSize);
        return new SavedRecords(fileName, recordSize, count, file.bytes(), rest);
    }

    /** Takes the records of a checkpoint: those of whole pages are in the file, the others are here. */
    void restore(int records, ByteBuffer rest) {
        unwritten.put(0, rest, 0, rest.remaining());
        count = records;
    }

    private int inFile() {
        return file.written() * pageRecords;
    }

    private void write() throws IOException {
        int before = inFile();
        int pages = (count - before) / pageRecords;
        if (pages == 0) {
            return;
        }
        file.begin();
        try {
            for (int page = 0; page < pages; page++) {
                file.add(unwritten, page * pageRecords * recordSize);
            }
            file.flush();
        } finally {
            int written = (inFile() - before) * recordSize;
            unwritten.put(0, unwritten, written, (count - inFile()) * recordSize);
        }
    }

    private static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

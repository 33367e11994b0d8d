package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.image.ImageWriter;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A store of records, as a checkpoint describes it. Immutable.
 *
 * @param file name of the store's file
 * @param recordSize bytes of a record
 * @param count number of records
 * @param bytes the bytes that the file has at least
 * @param rest the records that are not in the file, because they fill no page
 */
public record SavedRecords(String file, int recordSize, int count, long bytes, ByteBuffer rest) {
    /** Reads what {@link RecordFiles#save} wrote. */
    public static List<SavedRecords> read(ImageReader image) {
        List<SavedRecords> all = new ArrayList<>();
        int stores = image.getInt();
        for (int i = 0; i < stores; i++) {
            String name = image.getName();
            all.add(new SavedRecords(name, image.getInt(), image.getInt(), image.getLong(), image.getBytes()));
        }
        return all;
    }

    void write(ImageWriter image) {
        image.putName(file);
        image.putInt(recordSize);
        image.putInt(count);
        image.putLong(bytes);
        image.putBytes(rest, 0, rest.remaining());
    }

    /**
     * Returns the number of pages in the file. Stores and logs have pages of different sizes, and only one of the sizes
     * fits both the bytes of the file and the records that are not in it.
     *
     * @throws IllegalArgumentException if none of them does
     */
    public int pages() {
        return bytes == 0 ? 0 : count / pageRecords();
    }

    /** Returns the bytes of a page of the file, with its trailer. */
    public int pageBytes() {
        return pageRecords() * recordSize + PageFile.TRAILER;
    }

    /**
     * Checks the first pages of the file.
     *
     * @param salt the salt of the directory, which the checkpoint holds
     * @param pages the number of pages to check, at most {@link #pages()}
     * @param found receives the result for each page
     * @throws IOException if a page cannot be read
     */
    public void check(DiskFile opened, long salt, int pages, PageResult found) throws IOException {
        int pageRecords = pages == 0 ? 1 : pageRecords();
        PageFile paged =
                new PageFile(file, pageRecords * recordSize, pages, salt, name -> opened, ByteBuffer.allocate(0));
        ByteBuffer page =
                ByteBuffer.allocate(pageRecords * recordSize + PageFile.TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        for (int number = 0; number < pages; number++) {
            found.page(number, paged.load(number, page));
        }
    }

    /** Receives the result for each page. */
    @FunctionalInterface
    public interface PageResult {
        /** Receives the number of a page, and true if the page is what was written. */
        void page(int number, boolean isSound);
    }

    private int pageRecords() {
        if (fits(PageCache.PAGE_RECORDS)) {
            return PageCache.PAGE_RECORDS;
        }
        int ofLog = FileRecordLog.pageRecords(recordSize);
        if (fits(ofLog)) {
            return ofLog;
        }
        throw new IllegalArgumentException("the checkpoint counts " + count + " records of " + recordSize + " bytes in "
                + file + ", which do not fill " + bytes + " bytes");
    }

    private boolean fits(int pageRecords) {
        long pages = count / pageRecords;
        return bytes == pages * (pageRecords * recordSize + PageFile.TRAILER)
                && rest.remaining() == count % pageRecords * recordSize;
    }
}

package io.ledgeractors.embedded.state.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A store that keeps its records in direct memory, in pages that never move. */
public final class OffHeapRecordStore implements RecordStore {
    private static final int PAGE_BITS = 12;
    private static final int PAGE_RECORDS = 1 << PAGE_BITS;
    private static final int CACHE_LINE = 64;

    private final int recordSize;
    private @Nullable ByteBuffer[] pages = new @Nullable ByteBuffer[16];
    private int pageCount;
    private int count;

    /** Creates an empty store of records of {@code recordSize} bytes each. */
    public OffHeapRecordStore(int recordSize) {
        if (recordSize < 1 || recordSize > Integer.MAX_VALUE >>> PAGE_BITS) {
            throw new IllegalArgumentException("a record cannot have " + recordSize + " bytes");
        }
        this.recordSize = recordSize;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void reserve(int records) {
        long needed = ((long) count + records + PAGE_RECORDS - 1) >>> PAGE_BITS;
        while (pageCount < needed) {
            addPage();
        }
    }

    @Override
    public int append() {
        if (count == pageCount << PAGE_BITS) {
            addPage();
        }
        return count++;
    }

    @Override
    public ByteBuffer page(int ordinal) {
        if (ordinal < 0 || ordinal >= count) {
            throw new IndexOutOfBoundsException("no record " + ordinal + " among " + count);
        }
        ByteBuffer page = pages[ordinal >>> PAGE_BITS];
        if (page == null) {
            throw new IllegalStateException("no page for record " + ordinal);
        }
        return page;
    }

    @Override
    public int offset(int ordinal) {
        return (ordinal & (PAGE_RECORDS - 1)) * recordSize;
    }

    @Override
    public void truncate(int count) {
        if (count < 0 || count > this.count) {
            throw new IllegalArgumentException("cannot keep " + count + " of " + this.count + " records");
        }
        this.count = count;
    }

    @Override
    public void keep() {
        // Records stay where they were written.
    }

    private void addPage() {
        ByteBuffer page = ByteBuffer.allocateDirect(PAGE_RECORDS * recordSize + CACHE_LINE)
                .alignedSlice(CACHE_LINE)
                .order(ByteOrder.LITTLE_ENDIAN);
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, 2 * pages.length);
        }
        pages[pageCount++] = page;
    }
}

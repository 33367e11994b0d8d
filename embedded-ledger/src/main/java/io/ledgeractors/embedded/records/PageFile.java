package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.state.store.IntColumn;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of pages, which are written one after the other and read in any order. Checksums of them are kept in memory.
 */
final class PageFile {
    /** Opens the file before its first use. */
    interface Opener {
        DiskFile open(String name) throws IOException;
    }

    private final String name;
    private final int pageBytes;
    private final Opener opener;
    private final ByteBuffer staging;
    private final IntColumn checksums = new IntColumn();
    private final CRC32C crc = new CRC32C();
    private @Nullable DiskFile file;
    private int stagedFrom;
    private int written;

    /**
     * Creates an empty file of pages. The file itself is opened later.
     *
     * @param staging a buffer for the pages of one write, which other files may share
     */
    PageFile(String name, int pageBytes, Opener opener, ByteBuffer staging) {
        this.name = name;
        this.pageBytes = pageBytes;
        this.opener = opener;
        this.staging = staging;
    }

    /** Returns the number of pages in the file. */
    int written() {
        return written;
    }

    /** Reserves memory for the checksums of this many pages. */
    void reserve(int pages) {
        checksums.reserve(pages);
    }

    /** Begins to write pages, starting with page {@link #written}. */
    void begin() {
        staging.clear();
        stagedFrom = written;
    }

    /** Adds the next page to the write. It is in the file when {@link #written} counts it. */
    void add(ByteBuffer page) throws IOException {
        if (staging.remaining() < pageBytes) {
            flush();
        }
        int at = staging.position();
        staging.put(at, page, 0, pageBytes);
        checksums.set(stagedFrom + at / pageBytes, checksum(staging.limit(at + pageBytes)));
        staging.limit(staging.capacity());
    }

    /** Writes the added pages that are not in the file yet. */
    void flush() throws IOException {
        int pages = staging.position() / pageBytes;
        if (pages > 0) {
            opened().write(staging.flip(), (long) stagedFrom * pageBytes);
            written = stagedFrom + pages;
        }
        begin();
    }

    /**
     * Reads a page that was written. It allocates no memory, because there may be none while a request executes.
     *
     * @throws IllegalStateException if the page cannot be read, or is not what was written
     */
    void read(int page, ByteBuffer into) {
        try {
            if (opened().read(into.clear().limit(pageBytes), (long) page * pageBytes) != pageBytes) {
                throw new IOException("the file ends before the page");
            }
        } catch (IOException cause) {
            throw new IllegalStateException(
                    "page " + page + " of the records " + name + " cannot be read: " + cause, cause);
        }
        int checksum = checksum(into.flip());
        into.clear();
        if (checksum != checksums.get(page)) {
            throw new IllegalStateException("page " + page + " of the records " + name
                    + " is not what was written: the disk or the memory is damaged, or the file was changed");
        }
    }

    /** Returns the checksum of the bytes between position and limit, and moves the position to the limit. */
    private int checksum(ByteBuffer bytes) {
        crc.reset();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private DiskFile opened() throws IOException {
        DiskFile open = file;
        if (open == null) {
            open = opener.open(name);
            file = open;
        }
        return open;
    }
}

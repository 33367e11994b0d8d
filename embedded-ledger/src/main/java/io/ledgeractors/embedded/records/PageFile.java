package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.state.store.IntColumn;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A file of pages, written one after the other from the first on and read at random; each knows its checksum. */
final class PageFile {
    /** Opens the file when it is needed first. */
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
     * An empty file.
     *
     * @param staging room for the pages of one write, shared with others
     */
    PageFile(String name, int pageBytes, Opener opener, ByteBuffer staging) {
        this.name = name;
        this.pageBytes = pageBytes;
        this.opener = opener;
        this.staging = staging;
    }

    /** Pages that are in the file. */
    int written() {
        return written;
    }

    /** Makes room to remember the checksums of so many pages. */
    void reserve(int pages) {
        checksums.reserve(pages);
    }

    /** Begins to write pages, from {@link #written} on. */
    void begin() {
        staging.clear();
        stagedFrom = written;
    }

    /** Writes the next page; it is in the file when {@link #written} says so. */
    void add(ByteBuffer page) throws IOException {
        if (staging.remaining() < pageBytes) {
            flush();
        }
        int at = staging.position();
        staging.put(at, page, 0, pageBytes);
        checksums.set(stagedFrom + at / pageBytes, checksum(staging.limit(at + pageBytes)));
        staging.limit(staging.capacity());
    }

    /** Writes what was added and is not written yet. */
    void flush() throws IOException {
        int pages = staging.position() / pageBytes;
        if (pages > 0) {
            opened().write(staging.flip(), (long) stagedFrom * pageBytes);
            written = stagedFrom + pages;
        }
        begin();
    }

    /**
     * Reads a page that was written. Takes no memory: there may be none while a request is executed.
     *
     * @throws IllegalStateException if it cannot be read or is not what was written
     */
    void read(int page, ByteBuffer into) {
        try {
            if (opened().read(into.clear().limit(pageBytes), (long) page * pageBytes) != pageBytes) {
                throw new IOException("it ends before");
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

    /** The checksum of what is between position and limit; moves the position there. */
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

package io.ledgeractors.embedded.records;

import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of pages, which are written one after the other and read in any order. Each page ends with a trailer: its
 * number (u32) and the CRC32C (u32) of its bytes, its number, the name of the file and the salt of the directory. So a
 * page of another place, file or directory does not pass for this one.
 *
 * <p>One thread writes. Another one may call {@link #force}.
 */
final class PageFile {
    /** The bytes that each page has in addition to its records. */
    static final int TRAILER = 8;

    /** Opens the file before its first use. */
    interface Opener {
        DiskFile open(String name) throws IOException;
    }

    private final String name;
    private final int recordBytes;
    private final int pageBytes;
    private final Opener opener;
    private final ByteBuffer staging;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer seed;
    /** Written by the thread that writes pages, before another thread is told that there are pages to force. */
    private volatile @Nullable DiskFile file;

    private int stagedFrom;
    private int written;

    /**
     * Describes a file of pages. The file itself is opened later.
     *
     * @param recordBytes bytes of the records of a page
     * @param written the pages that are in the file
     * @param staging a buffer for the pages of one write, which other files may share
     */
    PageFile(String name, int recordBytes, int written, long salt, Opener opener, ByteBuffer staging) {
        this.name = name;
        this.recordBytes = recordBytes;
        this.pageBytes = recordBytes + TRAILER;
        this.written = written;
        this.opener = opener;
        this.staging = staging;
        byte[] named = name.getBytes(StandardCharsets.US_ASCII);
        seed = ByteBuffer.allocate(Long.BYTES + named.length);
        seed.putLong(salt).put(named);
    }

    /** Returns the number of pages in the file. */
    int written() {
        return written;
    }

    /** Returns the bytes of the pages in the file. */
    long bytes() {
        return (long) written * pageBytes;
    }

    /** Begins to write pages, starting with page {@link #written}. */
    void begin() {
        beginAt(written);
    }

    /** Begins to write pages, starting with this one, in place of those that are there. */
    void beginAt(int page) {
        staging.clear();
        stagedFrom = page;
    }

    /** Adds the next page to the write. It is in the file when {@link #written} counts it. */
    void add(ByteBuffer page, int offset) throws IOException {
        if (staging.remaining() < pageBytes) {
            flush();
        }
        int at = staging.position();
        int number = stagedFrom + at / pageBytes;
        staging.put(at, page, offset, recordBytes);
        staging.putInt(at + recordBytes, number);
        staging.putInt(at + recordBytes + Integer.BYTES, checksum(staging, at));
        staging.position(at + pageBytes);
    }

    /** Writes the added pages that are not in the file yet. */
    void flush() throws IOException {
        int pages = staging.position() / pageBytes;
        if (pages > 0) {
            opened().write(staging.flip(), (long) stagedFrom * pageBytes);
            written = Math.max(written, stagedFrom + pages);
        }
        beginAt(stagedFrom + pages);
    }

    /** Forces the pages that were written before the call. Does nothing before there is a file. */
    void force() throws IOException {
        DiskFile open = file;
        if (open != null) {
            open.force();
        }
    }

    /**
     * Reads a page that was written. It allocates no memory, because there may be none while a request executes.
     *
     * @param into a buffer for the records and the trailer of a page
     * @throws IllegalStateException if the page cannot be read, or is not what was written
     */
    void read(int page, ByteBuffer into) {
        boolean isSound;
        try {
            isSound = load(page, into);
        } catch (IOException cause) {
            throw new IllegalStateException(
                    "page " + page + " of the records " + name + " cannot be read: " + cause, cause);
        }
        if (!isSound) {
            throw new IllegalStateException("page " + page + " of the records " + name
                    + " is not what was written: the disk or the memory is damaged, or the file was changed");
        }
    }

    /** Reads a page that was written; returns false if it is not what was written. */
    boolean load(int page, ByteBuffer into) throws IOException {
        if (opened().read(into.clear().limit(pageBytes), (long) page * pageBytes) != pageBytes) {
            throw new IOException("the file ends before the page");
        }
        into.clear();
        return into.getInt(recordBytes) == page && into.getInt(recordBytes + Integer.BYTES) == checksum(into, 0);
    }

    /** Returns the checksum of a page: of its records and its number, and of what tells the file from others. */
    private int checksum(ByteBuffer pages, int at) {
        int position = pages.position();
        int limit = pages.limit();
        crc.reset();
        crc.update(seed.clear());
        crc.update(pages.limit(at + recordBytes + Integer.BYTES).position(at));
        pages.limit(limit).position(position);
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

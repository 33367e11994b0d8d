package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.port.Disk;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in files of a directory of their own, with a cache off the heap. The directory is made when the
 * first page is written; the files that an earlier ledger left in it are deleted then. Files of other names stay.
 *
 * <p>Belongs to one thread at a time, which nobody may interrupt.
 */
public final class RecordFiles implements RecordStores, AutoCloseable {
    /** The least memory off the heap that a cache works with, in bytes; full requests need several times that. */
    public static final long CACHE_MIN = 2 << 20;

    /** The default of the memory off the heap, in bytes. */
    public static final long CACHE_DEFAULT = 256 << 20;

    private static final int STAGING = 1 << 20;
    private static final String LOCK = "records.lock";
    private static final String SUFFIX = ".pages";
    private static final Pattern OWN = Pattern.compile("[a-z]+(-[a-z]+)*" + Pattern.quote(SUFFIX));

    private final Disk disk;
    private final Path path;
    private final Frames frames;
    private final ByteBuffer staging = ByteBuffer.allocateDirect(STAGING);
    private final List<DiskFile> open = new ArrayList<>();
    private @Nullable DiskDirectory directory;

    /**
     * Touches nothing yet.
     *
     * @param path of the directory, for nothing but these files
     * @param cacheBytes most memory off the heap, at least {@link #CACHE_MIN}
     */
    public RecordFiles(Disk disk, Path path, long cacheBytes) {
        if (cacheBytes < CACHE_MIN) {
            throw new IllegalArgumentException("a cache of records has at least " + CACHE_MIN + " bytes, not "
                    + cacheBytes + "; raise memory.off-heap");
        }
        this.disk = disk;
        this.path = path;
        this.frames = new Frames(cacheBytes, STAGING, ByteBuffer::allocateDirect);
    }

    /**
     * Looks, without changing anything, whether the directory and its files can be made.
     *
     * @throws IOException if a link, or anything else that a ledger does not make, is in the place of one of them
     */
    public void check() throws IOException {
        disk.checkPart(path, name -> name.equals(LOCK) || isOwn(name));
    }

    @Override
    public RecordStore create(String name, int recordSize) {
        if (!isOwn(name + SUFFIX)) {
            throw new IllegalArgumentException("a store is named by lower case letters and dashes, not " + name);
        }
        PageFile file = new PageFile(name + SUFFIX, Frames.PAGE_RECORDS * recordSize, this::open, staging);
        return new FileRecordStore(recordSize, frames, file, path.toString());
    }

    /** Bytes of memory off the heap that are in use. */
    public long cacheBytes() {
        return frames.bytes() + STAGING;
    }

    /** Bytes that the disk of the files can still take; {@link Long#MAX_VALUE} if there are none yet. */
    public long usableBytes() {
        DiskDirectory opened = directory;
        return opened == null ? Long.MAX_VALUE : opened.usableBytes();
    }

    /** Closes and deletes the files; a second call does nothing. */
    @Override
    public void close() throws IOException {
        DiskDirectory opened = directory;
        if (opened == null) {
            return;
        }
        directory = null;
        try (opened) {
            closeAll();
            deleteAll(opened);
        }
    }

    private DiskFile open(String name) throws IOException {
        DiskDirectory opened = directory;
        if (opened == null) {
            opened = openEmpty();
            directory = opened;
        }
        DiskFile file = opened.create(name);
        open.add(file);
        return file;
    }

    private DiskDirectory openEmpty() throws IOException {
        DiskDirectory opened = disk.openPart(path, LOCK, any -> true);
        try {
            deleteAll(opened);
            return opened;
        } catch (IOException | RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    private void closeAll() throws IOException {
        IOException failed = null;
        for (DiskFile file : open) {
            try {
                file.close();
            } catch (IOException cause) {
                failed = cause;
            }
        }
        open.clear();
        if (failed != null) {
            throw failed;
        }
    }

    private static boolean isOwn(String name) {
        return OWN.matcher(name).matches();
    }

    private static void deleteAll(DiskDirectory directory) throws IOException {
        for (String name : directory.list()) {
            if (isOwn(name)) {
                directory.delete(name);
            }
        }
    }
}

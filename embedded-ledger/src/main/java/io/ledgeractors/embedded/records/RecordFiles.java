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
 * Keeps records in files of a directory of their own, with a cache off the heap. The directory is created when the
 * first page is written. Files that an earlier ledger left in it are deleted then; files of other names stay.
 *
 * <p>Belongs to one thread at a time, which must not be interrupted, because an interrupt closes the files.
 */
public final class RecordFiles implements RecordStores, AutoCloseable {
    /** The lowest memory off the heap that a cache works with, in bytes. Full requests need several times that. */
    public static final long CACHE_MIN = 2 << 20;

    /** The default memory off the heap, in bytes: 256 MiB. */
    public static final long CACHE_DEFAULT = 256 << 20;

    private static final int STAGING = 1 << 20;
    private static final String LOCK = "records.lock";
    private static final String SUFFIX = ".pages";
    private static final Pattern OWN = Pattern.compile("[a-z]+(-[a-z]+)*" + Pattern.quote(SUFFIX));

    private final Disk disk;
    private final Path path;
    private final PageCache cache;
    private final ByteBuffer staging = ByteBuffer.allocateDirect(STAGING);
    private final List<DiskFile> open = new ArrayList<>();
    private @Nullable DiskDirectory directory;

    /**
     * Creates the stores without touching the disk.
     *
     * @param path the directory, which should contain nothing but these files
     * @param cacheBytes the most memory off the heap in bytes, at least {@link #CACHE_MIN}
     */
    public RecordFiles(Disk disk, Path path, long cacheBytes) {
        if (cacheBytes < CACHE_MIN) {
            throw new IllegalArgumentException("a cache of records has at least " + CACHE_MIN + " bytes, not "
                    + cacheBytes + "; raise memory.off-heap");
        }
        this.disk = disk;
        this.path = path;
        this.cache = new PageCache(cacheBytes, STAGING, ByteBuffer::allocateDirect);
    }

    /**
     * Checks, without changing anything, that the directory and its files can be created.
     *
     * @throws IOException if a link, or anything else that a ledger does not create, is in the place of one of them
     */
    public void check() throws IOException {
        disk.checkPart(path, name -> name.equals(LOCK) || isOwn(name));
    }

    @Override
    public RecordStore create(String name, int recordSize) {
        if (!isOwn(name + SUFFIX)) {
            throw new IllegalArgumentException(
                    "the name of a store consists of lower case letters and dashes, not " + name);
        }
        PageFile file = new PageFile(name + SUFFIX, PageCache.PAGE_RECORDS * recordSize, this::open, staging);
        return new FileRecordStore(recordSize, cache, file, path.toString());
    }

    /** Returns the bytes of memory off the heap that are in use. */
    public long cacheBytes() {
        return cache.bytes() + STAGING;
    }

    /** Returns the bytes that the disk of the files can still take; {@link Long#MAX_VALUE} before there are files. */
    public long usableBytes() {
        DiskDirectory opened = directory;
        return opened == null ? Long.MAX_VALUE : opened.usableBytes();
    }

    /** Closes and deletes the files. A second call does nothing. */
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

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
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in files of a directory of their own, with a cache off the heap. The directory is made when the
 * first page is written; what an earlier ledger left in it is deleted then.
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
        this.frames = new Frames(cacheBytes - STAGING);
    }

    @Override
    public RecordStore create(String name, int recordSize) {
        PageFile file = new PageFile(name, Frames.PAGE_RECORDS * recordSize, this::open, staging);
        return new FileRecordStore(recordSize, frames, file, path.toString());
    }

    /** Bytes of memory off the heap that are in use. */
    public long cacheBytes() {
        return frames.bytes() + STAGING;
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
            for (DiskFile file : open) {
                file.close();
            }
            deleteAll(opened);
        }
    }

    private DiskFile open(String name) throws IOException {
        DiskDirectory opened = directory;
        if (opened == null) {
            opened = disk.open(path, LOCK, any -> true);
            directory = opened;
            deleteAll(opened);
        }
        DiskFile file = opened.create(name);
        open.add(file);
        return file;
    }

    private static void deleteAll(DiskDirectory directory) throws IOException {
        for (String name : directory.list()) {
            if (!name.equals(LOCK)) {
                directory.delete(name);
            }
        }
    }
}

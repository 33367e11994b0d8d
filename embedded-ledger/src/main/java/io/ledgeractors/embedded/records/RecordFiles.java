package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.image.ImageWriter;
import io.ledgeractors.embedded.state.store.PageImages;
import io.ledgeractors.embedded.state.store.RecordLog;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.port.Disk;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in files of a directory of their own, with a cache off the heap. The directory is created when the
 * first page is written. A ledger that starts anew deletes the files that an earlier one left in it; a ledger that
 * resumes from a checkpoint goes on with them. Files of other names stay.
 *
 * <p>Belongs to one thread at a time, which must not be interrupted, because an interrupt closes the files. Another
 * thread may call {@link #force}.
 */
public final class RecordFiles implements RecordStores, AutoCloseable {
    /** The lowest memory off the heap that a cache works with, in bytes. Full requests need several times that. */
    public static final long CACHE_MIN = 2 << 20;

    /** The default memory off the heap, in bytes: 256 MiB. */
    public static final long CACHE_DEFAULT = 256 << 20;

    private static final int STAGING = 1 << 20;
    private static final String LOCK = "records.lock";
    /** The end of the names of the files. */
    public static final String SUFFIX = ".pages";

    private static final Pattern OWN = Pattern.compile("[a-z]+(-[a-z]+)*" + Pattern.quote(SUFFIX));

    private final Disk disk;
    private final Path path;
    private final long salt;
    private final PageCache cache;
    private final ByteBuffer staging = ByteBuffer.allocateDirect(STAGING).order(ByteOrder.LITTLE_ENDIAN);
    private final Map<String, DiskFile> open = new HashMap<>();
    private final Map<String, PagedRecords> records = new TreeMap<>();
    /** The records of a checkpoint that have no store yet. */
    private final Map<String, SavedRecords> saved = new HashMap<>();

    private final Map<String, FilePageImages> images = new TreeMap<>();
    private final Map<String, SavedImages> savedImages = new HashMap<>();

    private volatile @Nullable DiskDirectory directory;
    private volatile boolean areKept;

    /** The files that may be forced by another thread. */
    private volatile List<PageFile> forceable = List.of();

    /**
     * Creates the stores of a ledger that starts anew, without touching the disk.
     *
     * @param path the directory, which should contain nothing but these files
     * @param cacheBytes the most memory off the heap in bytes, at least {@link #CACHE_MIN}
     * @param salt a random number, which makes the checksums of this ledger's pages differ from those of others
     */
    public RecordFiles(Disk disk, Path path, long cacheBytes, long salt) {
        if (cacheBytes < CACHE_MIN) {
            throw new IllegalArgumentException("a cache of records has at least " + CACHE_MIN + " bytes, not "
                    + cacheBytes + "; raise memory.off-heap");
        }
        this.disk = disk;
        this.path = path;
        this.salt = salt;
        this.cache = new PageCache(cacheBytes, STAGING, ByteBuffer::allocateDirect);
    }

    /**
     * Opens the files of a ledger that resumes from a checkpoint.
     *
     * @param image what {@link #save} wrote
     * @throws IOException if the directory or one of its files cannot be opened
     */
    public static RecordFiles resume(Disk disk, Path path, long cacheBytes, long salt, ImageReader image)
            throws IOException {
        RecordFiles files = new RecordFiles(disk, path, cacheBytes, salt);
        files.keepFiles();
        for (SavedRecords store : SavedRecords.read(image)) {
            files.saved.put(store.file(), store);
        }
        for (SavedImages each : SavedImages.read(image)) {
            files.savedImages.put(each.name(), each);
        }
        files.directory = disk.openPart(path, LOCK, any -> true);
        try {
            files.requireWhole();
            return files;
        } catch (IOException | RuntimeException refused) {
            files.close();
            throw refused;
        }
    }

    private void requireWhole() throws IOException {
        for (SavedRecords store : saved.values()) {
            requireWhole(store.file(), store.bytes());
        }
        for (SavedImages each : savedImages.values()) {
            for (int place = 0; place < SavedImages.PLACES.size(); place++) {
                requireWhole(each.file(place), each.bytes(place));
            }
        }
    }

    private void requireWhole(String name, long bytes) throws IOException {
        if (!isOwn(name)) {
            throw new IOException(
                    "the checkpoint names a file " + name + " of records, which this version never makes");
        }
        if (bytes > 0 && (!exists(name) || opened(name).size() < bytes)) {
            throw new IOException("the ledger is damaged: " + path.resolve(name)
                    + " is missing or was cut short, it had " + bytes
                    + " bytes; restore the file from a copy. Nothing was changed");
        }
    }

    private boolean exists(String name) throws IOException {
        DiskDirectory opened = directory;
        return opened != null && opened.list().contains(name);
    }

    /**
     * Checks, without changing anything, that the directory and its files can be created.
     *
     * @throws IOException if a link, or anything else that a ledger does not create, is in the place of one of them
     */
    public void check() throws IOException {
        disk.checkPart(path, RecordFiles::isName);
    }

    @Override
    public RecordStore create(String name, int recordSize) {
        String fileName = fileName(name);
        SavedRecords from = saved(fileName, recordSize);
        FileRecordStore store = new FileRecordStore(
                recordSize, cache, file(fileName, PageCache.PAGE_RECORDS, recordSize, from.count()), path.toString());
        store.restore(from.count(), from.rest());
        add(fileName, store);
        return store;
    }

    @Override
    public RecordLog createLog(String name, int recordSize) {
        String fileName = fileName(name);
        SavedRecords from = saved(fileName, recordSize);
        FileRecordLog log = new FileRecordLog(
                recordSize,
                file(fileName, FileRecordLog.pageRecords(recordSize), recordSize, from.count()),
                path.toString());
        log.restore(from.count(), from.rest());
        add(fileName, log);
        return log;
    }

    @Override
    public PageImages createImages(String name, int pageBytes) {
        FilePageImages created =
                new FilePageImages(imageFile(name, 0, pageBytes), imageFile(name, 1, pageBytes), pageBytes);
        SavedImages from = savedImages.remove(name);
        if (from != null) {
            created.restore(from);
        }
        images.put(name, created);
        noteFiles();
        return created;
    }

    private PageFile imageFile(String name, int place, int pageBytes) {
        return new PageFile(fileName(name + SavedImages.PLACES.get(place)), pageBytes, 0, salt, this::opened, staging);
    }

    private static String fileName(String name) {
        if (!isOwn(name + SUFFIX)) {
            throw new IllegalArgumentException(
                    "the name of a store consists of lower case letters and dashes, not " + name);
        }
        return name + SUFFIX;
    }

    private SavedRecords saved(String fileName, int recordSize) {
        SavedRecords found = saved.remove(fileName);
        if (found == null) {
            return new SavedRecords(fileName, recordSize, 0, 0, ByteBuffer.allocate(0));
        }
        if (found.recordSize() != recordSize) {
            throw new IllegalArgumentException("the records of " + fileName + " have " + found.recordSize()
                    + " bytes in the checkpoint, but this version has " + recordSize);
        }
        return found;
    }

    private PageFile file(String fileName, int pageRecords, int recordSize, int count) {
        return new PageFile(fileName, pageRecords * recordSize, count / pageRecords, salt, this::opened, staging);
    }

    private void add(String fileName, PagedRecords store) {
        records.put(fileName, store);
        noteFiles();
    }

    private void noteFiles() {
        forceable = Stream.concat(
                        records.values().stream().map(PagedRecords::file),
                        images.values().stream().flatMap(each -> each.files().stream()))
                .toList();
    }

    /** Called by the thread of the records when the checkpoint that was saved last counts. */
    public void checkpointCounts() {
        images.values().forEach(FilePageImages::counts);
    }

    /** Returns true if all whole pages are in their files, so that {@link #save} can be called. */
    public boolean isWritten() {
        return records.values().stream().allMatch(PagedRecords::isWritten);
    }

    /** Writes how many records each store has, and the records that are not in its file. */
    public void save(ImageWriter image) {
        image.putInt(records.size());
        records.forEach((name, store) -> store.save(name).write(image));
        image.putInt(images.size());
        images.forEach((name, each) -> each.save(name).write(image));
    }

    /**
     * Forces all pages that were written before the call, and the names of their files. Any thread may call it.
     *
     * @throws IOException if it is unknown what is on the disk
     */
    public void force() throws IOException {
        for (PageFile file : forceable) {
            file.force();
        }
        DiskDirectory opened = directory;
        if (opened != null) {
            opened.force();
            opened.check(); // what was forced into a file that was removed or replaced is lost
        }
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

    /** Lets the files stay when they are closed, because a checkpoint may need them. Any thread may call it. */
    public void keepFiles() {
        areKept = true;
    }

    /** Closes the files. It deletes them, unless a checkpoint may need them. A second call does nothing. */
    @Override
    public void close() throws IOException {
        DiskDirectory opened = directory;
        if (opened == null) {
            return;
        }
        directory = null;
        try (opened) {
            closeAll();
            if (!areKept) {
                deleteAll(opened);
            }
        }
    }

    private DiskFile opened(String name) throws IOException {
        DiskFile file = open.get(name);
        if (file != null) {
            return file;
        }
        DiskDirectory opened = directory;
        if (opened == null) {
            opened = openEmpty();
            directory = opened;
        }
        DiskFile first = opened.list().contains(name) ? opened.open(name) : opened.create(name);
        open.put(name, first);
        return first;
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
        for (DiskFile file : open.values()) {
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

    /** Returns true for the name of a file that these stores make in their directory. */
    public static boolean isName(String name) {
        return name.equals(LOCK) || isOwn(name);
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

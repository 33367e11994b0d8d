package io.ledgeractors.tck.disk;

import io.ledgeractors.port.DirectoryInUseException;
import io.ledgeractors.port.Disk;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import io.ledgeractors.port.NoLockFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that knows which bytes were forced. {@link #powerCut} returns the disk as a power cut leaves it,
 * with any part of the bytes that were not forced. {@link #kill} returns it as the end of the process leaves it. The
 * disk fails on demand. A force that fails may lose its bytes and still serve them to readers, as Linux does.
 * Thread-safe.
 *
 * <p>All directories are one and the same, but for a part: the names of its files begin with the name of the part and a
 * slash.
 */
public final class MemoryDisk implements Disk {
    private final Map<String, FileBytes> entries = new TreeMap<>();
    private Map<String, FileBytes> forcedEntries = new TreeMap<>();
    private final Set<String> open = new HashSet<>();
    private long failAt = Long.MAX_VALUE;
    private @Nullable Error error;
    private long failForceAt = Long.MAX_VALUE;
    private long calls;
    private long forces;
    private int forcesAfterFailure;
    private long usableBytes = Long.MAX_VALUE;
    private long freeBytes = Long.MAX_VALUE;
    private long fullFrom = Long.MAX_VALUE;
    private long fullUntil = Long.MAX_VALUE;
    private boolean held;
    private int failAllocations;
    private long allowed;

    /** Creates an empty disk that works. */
    public MemoryDisk() {}

    @Override
    public DiskDirectory open(Path directory, String lockFile, Predicate<String> own) throws IOException {
        return open(directory, "", lockFile, own);
    }

    @Override
    public DiskDirectory openPart(Path part, String lockFile, Predicate<String> own) throws IOException {
        return open(part, part.getFileName() + "/", lockFile, own);
    }

    private synchronized DiskDirectory open(Path directory, String prefix, String lockFile, Predicate<String> own)
            throws IOException {
        if (open.contains(prefix)) {
            throw new DirectoryInUseException(directory + " is in use");
        }
        if (!entries.containsKey(prefix + lockFile)) {
            List<String> names = list(prefix);
            if (!names.stream().allMatch(own)) {
                throw new NoLockFileException(directory + " holds no " + lockFile, names);
            }
            entries.put(prefix + lockFile, new FileBytes());
        }
        open.add(prefix);
        return new Directory(prefix);
    }

    private synchronized List<String> list(String prefix) {
        return entries.keySet().stream()
                .filter(name -> isIn(prefix, name))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    private static boolean isIn(String prefix, String name) {
        return name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0;
    }

    // ---- failures on demand

    /** Lets every write and force fail from the given one on, counted from now. */
    public synchronized void failAt(long call) {
        failAt = calls + call;
    }

    /** Lets every write and force throw an error, from the given one on, counted from now. */
    public synchronized void throwAt(long call, Error thrown) {
        failAt = calls + call;
        error = thrown;
    }

    /**
     * Lets the given force of a file, counted from now, fail once. Its bytes are lost, but are served to readers until
     * {@link #remount}. Later forces succeed.
     */
    public synchronized void loseAtForce(long force) {
        failForceAt = forces + force;
    }

    /** Lets only so many bytes more be allocated. */
    public synchronized void freeBytes(long bytes) {
        freeBytes = bytes;
    }

    /**
     * Lets the disk be full for some calls: a write or an allocation that makes a file longer fails, and all other
     * calls succeed.
     *
     * @param call the first of these writes, allocations and forces, counted from now
     * @param count how many calls later there is space again
     */
    public synchronized void fullAt(long call, long count) {
        fullFrom = calls + call;
        fullUntil = fullFrom + count;
    }

    /** Sets the result of {@link DiskDirectory#usableBytes()}. */
    public synchronized void usableBytes(long bytes) {
        usableBytes = bytes;
    }

    /** Holds all forces from now on, or releases them. */
    public synchronized void hold(boolean forces) {
        held = forces;
        notifyAll();
    }

    /** Lets so many more forces through while forces are held. */
    public synchronized void allow(long more) {
        allowed += more;
        notifyAll();
    }

    /** Lets the next so many allocations fail for lack of memory. */
    public synchronized void failAllocations(int count) {
        failAllocations = count;
    }

    // ---- what is on the disk

    /** Returns the number of writes and forces so far. */
    public synchronized long calls() {
        return calls;
    }

    /** Returns the number of forces so far of files for which a write or a force had failed before. */
    public synchronized int forcesAfterFailure() {
        return forcesAfterFailure;
    }

    /** Returns the names of the files. */
    public synchronized List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /**
     * Returns the bytes of a file, which the caller may change.
     *
     * @throws IllegalArgumentException if there is no such file
     */
    public synchronized byte[] bytes(String name) {
        FileBytes file = entries.get(name);
        if (file == null) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        return file.all();
    }

    /** Gives a file other bytes, and creates it if it is missing. */
    public synchronized void bytes(String name, byte[] bytes) {
        FileBytes file = entries.computeIfAbsent(name, any -> new FileBytes());
        forcedEntries.put(name, file);
        file.replace(bytes);
    }

    /** Removes a file. */
    public synchronized void remove(String name) {
        entries.remove(name);
        forcedEntries.remove(name);
    }

    // ---- what a failure leaves

    /** Returns a copy of the disk as a killed process leaves it, with everything that was written. */
    public synchronized MemoryDisk kill() {
        MemoryDisk disk = new MemoryDisk();
        entries.forEach((name, file) -> disk.entries.put(name, file.copy()));
        forcedEntries.forEach((name, file) -> {
            FileBytes still = disk.entries.get(name);
            disk.forcedEntries.put(name, still == null ? file.copy() : still);
        });
        return disk;
    }

    /** Returns a copy of the disk after everything that is not lost was written back. */
    public synchronized MemoryDisk remount() {
        return image(() -> true, entries);
    }

    /** Returns a copy of the disk after a power cut that takes everything that was not forced. */
    public synchronized MemoryDisk powerCut() {
        return image(() -> false, forcedEntries);
    }

    /** Returns a copy of the disk after a power cut: each sector that was not forced may be there or not. */
    public synchronized MemoryDisk powerCut(Random random) {
        int mood = random.nextInt(4);
        Map<String, FileBytes> names = random.nextBoolean() ? entries : forcedEntries;
        return image(() -> mood != 0 && (mood == 1 || random.nextBoolean()), names);
    }

    private static MemoryDisk image(FileBytes.Survives survives, Map<String, FileBytes> names) {
        MemoryDisk disk = new MemoryDisk();
        names.forEach((name, file) -> disk.entries.put(name, file.image(survives)));
        disk.forcedEntries = new TreeMap<>(disk.entries);
        return disk;
    }

    // ---- calls of the user of the disk

    private void call() throws IOException {
        if (calls++ >= failAt) {
            if (error != null) {
                throw error;
            }
            throw new IOException("failed on purpose");
        }
    }

    private void callOn(FileBytes file) throws IOException {
        try {
            call();
        } catch (IOException failure) {
            file.fail();
            throw failure;
        }
    }

    private void requireSpace(FileBytes file, long end) throws IOException {
        if (end > file.size() && calls > fullFrom && calls <= fullUntil) {
            throw new IOException("No space left on device");
        }
    }

    private synchronized void write(FileBytes file, ByteBuffer source, long position) throws IOException {
        callOn(file);
        requireSpace(file, position + source.remaining());
        file.write(source, (int) position);
    }

    private synchronized void allocate(FileBytes file, long size) throws IOException {
        call();
        if (failAllocations > 0) {
            failAllocations--;
            throw new OutOfMemoryError("on purpose");
        }
        requireSpace(file, size);
        long more = Math.max(0, size - file.size());
        if (more > freeBytes) {
            throw new IOException("No space left on device");
        }
        freeBytes -= more;
        file.grow((int) size);
    }

    private synchronized void force(FileBytes file) throws IOException {
        while (held && allowed == 0) {
            awaitRelease();
        }
        allowed = Math.max(0, allowed - 1);
        if (file.hasFailed()) {
            forcesAfterFailure++;
        }
        callOn(file);
        boolean isLost = forces++ == failForceAt;
        file.force(isLost);
        if (isLost) {
            throw new IOException("a force failed on purpose");
        }
    }

    private synchronized void awaitRelease() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            throw new IOException("a thread that writes was interrupted", e);
        }
    }

    private synchronized DiskFile openFile(String name) throws IOException {
        FileBytes file = entries.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return new File(file);
    }

    private synchronized void requireNone(String name) throws IOException {
        if (entries.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
    }

    private synchronized void createFile(String name) throws IOException {
        requireNone(name);
        entries.put(name, new FileBytes());
    }

    private synchronized void renameFile(String from, String to) throws IOException {
        requireNone(to);
        FileBytes file = entries.remove(from);
        if (file == null) {
            throw new NoSuchFileException(from);
        }
        entries.put(to, file);
    }

    private synchronized void deleteFile(String name) {
        entries.remove(name);
    }

    private synchronized void forceEntries(String prefix) throws IOException {
        call();
        forcedEntries.keySet().removeIf(name -> isIn(prefix, name));
        entries.forEach((name, file) -> {
            if (isIn(prefix, name)) {
                forcedEntries.put(name, file);
            }
        });
    }

    private synchronized long usableBytes() {
        return usableBytes;
    }

    private synchronized void closeDirectory(String prefix) {
        open.remove(prefix);
    }

    private synchronized int read(FileBytes file, ByteBuffer target, long position) {
        return file.read(target, position);
    }

    private synchronized long sizeOf(FileBytes file) {
        return file.size();
    }

    private final class Directory implements DiskDirectory {
        private final String prefix;

        Directory(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public List<String> list() {
            return MemoryDisk.this.list(prefix);
        }

        @Override
        public DiskFile create(String name) throws IOException {
            createFile(prefix + name);
            return openFile(prefix + name);
        }

        @Override
        public DiskFile open(String name) throws IOException {
            return openFile(prefix + name);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            renameFile(prefix + from, prefix + to);
        }

        @Override
        public void delete(String name) {
            deleteFile(prefix + name);
        }

        @Override
        public void force() throws IOException {
            forceEntries(prefix);
        }

        @Override
        public long usableBytes() {
            return MemoryDisk.this.usableBytes();
        }

        @Override
        public void close() {
            closeDirectory(prefix);
        }
    }

    private final class File implements DiskFile {
        private final FileBytes file;

        File(FileBytes file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            return MemoryDisk.this.read(file, target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            MemoryDisk.this.write(file, source, position);
        }

        @Override
        public void allocate(long size) throws IOException {
            MemoryDisk.this.allocate(file, size);
        }

        @Override
        public long size() {
            return sizeOf(file);
        }

        @Override
        public void force() throws IOException {
            MemoryDisk.this.force(file);
        }

        @Override
        public void close() {}
    }
}

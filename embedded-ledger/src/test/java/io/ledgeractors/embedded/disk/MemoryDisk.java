package io.ledgeractors.embedded.disk;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that knows which bytes were forced. {@link #powerCut} returns the disk as a power cut leaves it,
 * with any part of the bytes that were not forced; {@link #kill} returns it as the end of the process leaves it. It
 * fails on demand. A force that fails may lose its bytes and still serve them to readers, as Linux does.
 */
public final class MemoryDisk implements Disk {
    private static final int SECTOR = 512;

    private final Map<String, Contents> entries = new TreeMap<>();
    private Map<String, Contents> forcedEntries = new TreeMap<>();
    private boolean open;
    private long failAt = Long.MAX_VALUE;
    private @Nullable Error error;
    private long failForceAt = Long.MAX_VALUE;
    private long forces;
    private long freeBytes = Long.MAX_VALUE;
    private boolean held;
    private int failAllocations;
    private long allowed;

    /** The result of {@link DiskDirectory#usableBytes()}. */
    public volatile long usableBytes = Long.MAX_VALUE;

    /** The number of writes and forces so far. */
    public long calls;

    /** The number of forces so far of files for which a write or a force had failed before. */
    public int forcesAfterFailure;

    /** The bytes of a file in the cache of the system, and those on the disk. */
    private static final class Contents {
        private byte[] cached = new byte[0];
        private byte[] forced = new byte[0];
        private boolean[] dirty = new boolean[0];
        private boolean failed;

        private Contents copy() {
            Contents copy = new Contents();
            copy.cached = cached.clone();
            copy.forced = forced.clone();
            copy.dirty = dirty.clone();
            return copy;
        }

        // Sectors that are not dirty were forced, or were lost by a force that failed. Then disk and cache differ.
        private void force(boolean lost) {
            byte[] before = forced;
            forced = Arrays.copyOf(forced, cached.length);
            for (int sector = 0; sector * SECTOR < cached.length; sector++) {
                if (dirty[sector]) {
                    int from = sector * SECTOR;
                    int length = Math.min(SECTOR, cached.length - from);
                    if (!lost) {
                        System.arraycopy(cached, from, forced, from, length);
                    }
                    dirty[sector] = false;
                }
            }
            if (lost) {
                forced = before;
            }
        }
    }

    @Override
    public synchronized DiskDirectory open(Path directory, String lockFile, Predicate<String> own) throws IOException {
        if (open) {
            throw new DirectoryInUseException(directory + " is in use");
        }
        if (!entries.containsKey(lockFile)) {
            if (!entries.keySet().stream().allMatch(own)) {
                throw new NoLockFileException(directory + " holds no " + lockFile, names());
            }
            entries.put(lockFile, new Contents());
        }
        open = true;
        return new Directory();
    }

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

    /** Holds all forces from now on, or releases them. */
    public synchronized void hold(boolean forces) {
        held = forces;
        notifyAll();
    }

    /** Lets the next so many allocations fail for lack of memory. */
    public synchronized void failAllocations(int count) {
        failAllocations = count;
    }

    /** Lets so many more forces through while forces are held. */
    public synchronized void allow(long more) {
        allowed += more;
        notifyAll();
    }

    /** Returns the bytes of a file, which the caller may change. */
    public synchronized byte[] bytes(String name) {
        Contents contents = entries.get(name);
        contents.forced = contents.cached;
        return contents.cached;
    }

    /** Removes a file. */
    public synchronized void remove(String name) {
        entries.remove(name);
        forcedEntries.remove(name);
    }

    /** Gives a file other bytes. */
    public synchronized void bytes(String name, byte[] bytes) {
        Contents contents = entries.computeIfAbsent(name, any -> new Contents());
        forcedEntries.put(name, contents);
        contents.cached = bytes;
        contents.forced = bytes.clone();
        contents.dirty = new boolean[bytes.length / SECTOR + 1];
    }

    /** Returns the names of the files. */
    public synchronized List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Returns a copy of the disk as a killed process leaves it, with everything that was written. */
    public synchronized MemoryDisk kill() {
        MemoryDisk disk = new MemoryDisk();
        entries.forEach((name, contents) -> disk.entries.put(name, contents.copy()));
        for (String name : forcedEntries.keySet()) {
            Contents still = disk.entries.get(name);
            disk.forcedEntries.put(name, still == null ? forcedEntries.get(name).copy() : still);
        }
        return disk;
    }

    /** Returns a copy of the disk after everything that is not lost was written back. */
    public synchronized MemoryDisk remount() {
        return image((contents, sector) -> true, entries);
    }

    /** Returns a copy of the disk as a power cut leaves it: each sector that was not forced may be there or not. */
    public synchronized MemoryDisk powerCut(Random random) {
        int mood = random.nextInt(4);
        Map<String, Contents> names = random.nextBoolean() ? entries : forcedEntries;
        return image((contents, sector) -> mood != 0 && (mood == 1 || random.nextBoolean()), names);
    }

    private interface Survives {
        boolean test(Contents contents, int sector);
    }

    private MemoryDisk image(Survives survives, Map<String, Contents> names) {
        MemoryDisk disk = new MemoryDisk();
        names.forEach((name, contents) -> {
            Contents copy = new Contents();
            byte[] bytes = Arrays.copyOf(contents.forced, contents.cached.length);
            for (int sector = 0; sector * SECTOR < contents.cached.length; sector++) {
                if (contents.dirty[sector] && survives.test(contents, sector)) {
                    int from = sector * SECTOR;
                    int length = Math.min(SECTOR, contents.cached.length - from);
                    System.arraycopy(contents.cached, from, bytes, from, length);
                }
            }
            copy.cached = bytes;
            copy.forced = bytes.clone();
            copy.dirty = new boolean[bytes.length / SECTOR + 1];
            disk.entries.put(name, copy);
        });
        disk.forcedEntries = new TreeMap<>(disk.entries);
        return disk;
    }

    private synchronized void awaitRelease() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            throw new IOException("a thread that writes was interrupted", e);
        }
    }

    private boolean isLost() {
        return forces++ == failForceAt;
    }

    private void callOn(Contents contents) throws IOException {
        try {
            call();
        } catch (IOException failure) {
            contents.failed = true;
            throw failure;
        }
    }

    private void call() throws IOException {
        if (calls++ >= failAt) {
            if (error != null) {
                throw error;
            }
            throw new IOException("failed on purpose");
        }
    }

    private final class Directory implements DiskDirectory {
        @Override
        public List<String> list() {
            synchronized (MemoryDisk.this) {
                return new ArrayList<>(entries.keySet());
            }
        }

        @Override
        public DiskFile create(String name) throws IOException {
            synchronized (MemoryDisk.this) {
                if (entries.containsKey(name)) {
                    throw new FileAlreadyExistsException(name);
                }
                entries.put(name, new Contents());
                return open(name);
            }
        }

        @Override
        public DiskFile open(String name) throws IOException {
            synchronized (MemoryDisk.this) {
                Contents contents = entries.get(name);
                if (contents == null) {
                    throw new NoSuchFileException(name);
                }
                return new File(contents);
            }
        }

        @Override
        public void rename(String from, String to) throws IOException {
            synchronized (MemoryDisk.this) {
                if (entries.containsKey(to)) {
                    throw new FileAlreadyExistsException(to);
                }
                entries.put(to, entries.remove(from));
            }
        }

        @Override
        public void delete(String name) {
            synchronized (MemoryDisk.this) {
                entries.remove(name);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (MemoryDisk.this) {
                call();
                forcedEntries = new TreeMap<>(entries);
            }
        }

        @Override
        public long usableBytes() {
            return usableBytes;
        }

        @Override
        public void close() {
            synchronized (MemoryDisk.this) {
                open = false;
            }
        }
    }

    private final class File implements DiskFile {
        private final Contents contents;

        File(Contents contents) {
            this.contents = contents;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            synchronized (MemoryDisk.this) {
                int length = (int) Math.max(0, Math.min(target.remaining(), contents.cached.length - position));
                if (length > 0) {
                    target.put(contents.cached, (int) position, length);
                }
                return length;
            }
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            synchronized (MemoryDisk.this) {
                callOn(contents);
                int length = source.remaining();
                grow((int) position + length);
                source.get(contents.cached, (int) position, length);
                for (int at = (int) position / SECTOR; at * SECTOR < position + length; at++) {
                    contents.dirty[at] = true;
                }
            }
        }

        @Override
        public void allocate(long size) throws IOException {
            synchronized (MemoryDisk.this) {
                call();
                if (failAllocations > 0) {
                    failAllocations--;
                    throw new OutOfMemoryError("on purpose");
                }
                long more = size - contents.cached.length;
                if (more > freeBytes) {
                    throw new IOException("No space left on device");
                }
                freeBytes -= Math.max(0, more);
                grow((int) size);
            }
        }

        @Override
        public long size() {
            synchronized (MemoryDisk.this) {
                return contents.cached.length;
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (MemoryDisk.this) {
                while (held && allowed == 0) {
                    awaitRelease();
                }
                allowed = Math.max(0, allowed - 1);
                if (contents.failed) {
                    forcesAfterFailure++;
                }
                callOn(contents);
                boolean lost = isLost();
                contents.force(lost);
                if (lost) {
                    throw new IOException("a force failed on purpose");
                }
            }
        }

        @Override
        public void close() {}

        private void grow(int size) {
            if (size > contents.cached.length) {
                contents.cached = Arrays.copyOf(contents.cached, size);
                contents.dirty = Arrays.copyOf(contents.dirty, size / SECTOR + 1);
            }
        }
    }
}

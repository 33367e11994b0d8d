package io.ledgeractors.embedded.disk;

import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory on the disk of this machine. It holds a lock on the directory and one on every file that is opened in it.
 * Before each use of a name it makes sure that the lock file is still the file that was locked. Thread-safe.
 */
final class FileDirectory implements DiskDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(FileDirectory.class);

    private final Path path;
    private final LockedFile lock;
    private final LockNote note;
    private final boolean created;
    private final MadeDirectories parents;

    // The monitor of this object guards the following fields.
    private final Map<Path, LockedFile> open = new HashMap<>();
    private final Set<Path> made = new HashSet<>();
    private boolean closed;

    /**
     * Creates the directory from its lock file, which is locked and has its note.
     *
     * @param created true if the lock file was created for this directory
     * @param parents the directories that were created for this one
     */
    FileDirectory(Path path, LockedFile lock, LockNote note, boolean created, MadeDirectories parents) {
        this.path = path;
        this.lock = lock;
        this.note = note;
        this.created = created;
        this.parents = parents;
    }

    /** Returns the names of the entries of a directory, in ascending order. */
    static List<String> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (UncheckedIOException cause) {
            throw FileProblem.of(directory, "cannot be listed", new IOException(cause.getMessage(), cause));
        } catch (IOException cause) {
            throw FileProblem.of(directory, "cannot be listed", cause);
        }
    }

    @Override
    public List<String> list() throws IOException {
        check();
        return list(path);
    }

    @Override
    public synchronized DiskFile create(String name) throws IOException {
        check();
        Path file = path.resolve(name);
        LockedFile locked = LockedFile.create(file, file.toString());
        made.add(file);
        return opened(locked);
    }

    @Override
    public synchronized DiskFile open(String name) throws IOException {
        check();
        Path file = path.resolve(name);
        if (file.equals(lock.path())) {
            return new ChannelFile(lock, () -> {});
        }
        return opened(LockedFile.open(file, file.toString()));
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        check();
        Path source = path.resolve(from);
        Path target = path.resolve(to);
        if (FileDisk.attributes(target) != null) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "the file is there already and is not replaced by " + from);
        }
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException known) {
            throw known;
        } catch (IOException cause) {
            throw FileProblem.of(source, "cannot be renamed to " + to, cause);
        }
        LockedFile renamed = open.remove(source);
        if (renamed != null) {
            renamed.renamed(target);
            open.put(target, renamed);
        }
        if (made.remove(source)) {
            made.add(target);
        }
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        check();
        Path file = path.resolve(name);
        BasicFileAttributes attributes = FileDisk.attributes(file);
        if (attributes == null) {
            return;
        }
        if (!attributes.isRegularFile()) {
            throw LockedFile.notRegular(file, attributes);
        }
        LockedFile here = open.get(file);
        // The lock makes sure that no other process writes to the file.
        try (LockedFile locked = here == null ? LockedFile.open(file, file.toString()) : null) {
            Files.deleteIfExists(file);
        } catch (NoSuchFileException gone) {
            LOG.debug("{} was deleted by another program", file, gone);
        }
        open.remove(file);
        made.remove(file);
    }

    @Override
    public void force() throws IOException {
        check();
        FileDisk.forceDirectory(path);
    }

    @Override
    public long usableBytes() {
        java.io.File directory = path.toFile();
        long usable = directory.getUsableSpace();
        // A system that does not know the free space also reports 0.
        return usable == 0 && directory.getTotalSpace() == 0 ? Long.MAX_VALUE : usable;
    }

    @Override
    public synchronized void check() throws IOException {
        requireNamed(lock);
        for (LockedFile file : open.values()) {
            requireNamed(file);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        boolean unused = false;
        try {
            unused = created
                    && made.isEmpty()
                    && lock.isStillNamed()
                    && list(path).size() == 1;
            if (unused) {
                Files.delete(lock.path());
            } else {
                note.restore();
            }
        } catch (IOException cause) {
            LOG.debug("the note in {} stays as it is", lock.path(), cause);
        } finally {
            lock.close();
        }
        if (unused) {
            parents.remove();
        }
    }

    private static void requireNamed(LockedFile file) throws IOException {
        if (!file.isStillNamed()) {
            throw new IOException(file.path() + " is not the file any more that this ledger locked: it was removed,"
                    + " renamed or replaced, so another process may use the directory. Stop every process that does,"
                    + " put the file back and open the ledger anew");
        }
    }

    private DiskFile opened(LockedFile file) {
        open.put(file.path(), file);
        return new ChannelFile(file, () -> {
            synchronized (this) {
                open.remove(file.path(), file);
            }
            file.close();
        });
    }
}

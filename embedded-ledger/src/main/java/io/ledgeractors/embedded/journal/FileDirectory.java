package io.ledgeractors.embedded.journal;

import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A directory of this machine with a lock on it. */
final class FileDirectory implements DiskDirectory {
    private final Path path;
    private final String lockFile;
    private final FileChannel lock;
    private final Runnable onClose;

    FileDirectory(Path path, String lockFile, FileChannel lock, Runnable onClose) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
        this.onClose = onClose;
    }

    /** The names of the entries of a directory, ascending. */
    static List<String> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public List<String> list() throws IOException {
        return list(path);
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new ChannelFile(FileChannel.open(
                path.resolve(name),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                FileDisk.ownerOnly(path, "rw-------")));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        if (name.equals(lockFile)) {
            return ChannelFile.keptOpen(lock);
        }
        return new ChannelFile(
                FileChannel.open(path.resolve(name), Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                path.resolve(from),
                path.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(path.resolve(name));
    }

    @Override
    public void force() throws IOException {
        FileDisk.forceDirectory(path);
    }

    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            onClose.run();
        }
    }
}

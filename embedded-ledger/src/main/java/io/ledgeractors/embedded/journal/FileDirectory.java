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
    private final FileChannel lock;
    private final Runnable onClose;

    FileDirectory(Path path, FileChannel lock, Runnable onClose) {
        this.path = path;
        this.lock = lock;
        this.onClose = onClose;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.equals(FileDisk.LOCK))
                    .sorted()
                    .toList();
        }
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

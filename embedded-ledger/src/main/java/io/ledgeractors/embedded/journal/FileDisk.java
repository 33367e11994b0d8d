package io.ledgeractors.embedded.journal;

import io.ledgeractors.port.DirectoryInUseException;
import io.ledgeractors.port.Disk;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.NoLockFileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk of this machine, by {@link FileChannel}; not by mapped memory, where a failed write kills the JVM. To be
 * used on a {@link PrivateThread}: an interrupt would close the channels.
 */
public final class FileDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(FileDisk.class);

    // A lock of the system is the process's, and closing any channel of the file gives it back; so a second opening
    // in this process must not even touch the file.
    private static final Set<Path> OPEN_HERE = new HashSet<>();

    @Override
    public DiskDirectory open(Path directory, String lockFile, Predicate<String> own) throws IOException {
        create(directory.toAbsolutePath());
        Path real = directory.toRealPath();
        synchronized (OPEN_HERE) {
            if (!OPEN_HERE.add(real)) {
                throw new DirectoryInUseException(
                        directory + " is in use by another ledger of this process; close it or name another directory");
            }
        }
        try {
            return new FileDirectory(real, lockFile, lock(directory, real, lockFile, own), () -> release(real));
        } catch (IOException | RuntimeException refused) {
            release(real);
            throw refused;
        }
    }

    /** Attributes of a new file or directory that its owner alone may use, where the system knows such. */
    static FileAttribute<?>[] ownerOnly(Path where, String permissions) {
        boolean posix = where.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!posix) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
    }

    /** Forces the entries of a directory, where the system can. */
    static void forceDirectory(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (AccessDeniedException cannot) {
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                throw cannot;
            }
            Unforceable.logOnce(cannot);
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    private static void create(Path directory) throws IOException {
        if (Files.exists(directory)) {
            if (!Files.isDirectory(directory)) {
                throw new NotDirectoryException(directory + " is no directory");
            }
            return;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            throw new NotDirectoryException(directory + " cannot be created");
        }
        create(parent);
        Files.createDirectory(directory, ownerOnly(parent, "rwx------"));
        forceDirectory(parent);
    }

    private static FileChannel lock(Path directory, Path real, String lockFile, Predicate<String> own)
            throws IOException {
        requireOwn(directory, real, lockFile, own);
        FileChannel channel = FileChannel.open(
                real.resolve(lockFile),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                ownerOnly(real, "rw-------"));
        try {
            if (channel.tryLock() == null) {
                throw new DirectoryInUseException(
                        directory + " is in use by another process; stop it or name another directory");
            }
            return channel;
        } catch (OverlappingFileLockException here) {
            channel.close();
            throw new DirectoryInUseException(
                    directory + " is in use within this process; close it or name another directory");
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    private static void requireOwn(Path directory, Path real, String lockFile, Predicate<String> own)
            throws IOException {
        List<String> names = FileDirectory.list(real);
        if (!names.contains(lockFile) && !names.stream().allMatch(own)) {
            throw new NoLockFileException(directory + " holds no " + lockFile, names);
        }
    }

    private static void release(Path real) {
        synchronized (OPEN_HERE) {
            OPEN_HERE.remove(real);
        }
    }

    /** Says once that directories cannot be forced here. */
    private static final class Unforceable {
        private static boolean logged;

        private Unforceable() {}

        static synchronized void logOnce(IOException why) {
            if (!logged) {
                logged = true;
                LOG.info("this system cannot force directories; the ledger goes on without ({})", why.toString());
            }
        }
    }
}

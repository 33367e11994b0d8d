package io.ledgeractors.embedded.disk;

import io.ledgeractors.port.Disk;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.NoLockFileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk of this machine. It uses {@link FileChannel} and not mapped memory, because a failed write to mapped memory
 * kills the JVM. It must be used on a {@link PrivateThread}, because an interrupt closes channels.
 *
 * <p>The directory that {@link #open} names, and those above it, may be symbolic links. No link is followed below it.
 * An entry of a kind that the ledger does not create is refused and stays as it is. A hard link is the same file under
 * another name, so two directories with hard links to one lock file cannot be open at once.
 *
 * <p>Where a lock belongs to the process (Linux, macOS), other code in this JVM that opens and closes a file of the
 * directory releases the lock of that file. Copy files of an open directory in another process only.
 */
public final class FileDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(FileDisk.class);

    @Override
    public DiskDirectory open(Path directory, String lockFile, Predicate<String> own) throws IOException {
        MadeDirectories made = MadeDirectories.upTo(directory.toAbsolutePath());
        try {
            Path real = directory.toRealPath();
            Path parent = real.getParent();
            if (parent != null && !parent.equals(directory.toAbsolutePath().getParent())) {
                MadeDirectories.upTo(real);
            }
            return open(directory, real, made, lockFile, own);
        } catch (IOException | RuntimeException refused) {
            made.remove();
            throw refused;
        }
    }

    @Override
    public DiskDirectory openPart(Path part, String lockFile, Predicate<String> own) throws IOException {
        requireDirectory(part);
        Path absolute = part.toAbsolutePath();
        MadeDirectories made = MadeDirectories.upTo(absolute);
        try {
            Path parent = absolute.getParent();
            Path real = parent == null ? absolute : parent.toRealPath().resolve(absolute.getFileName());
            return open(part, real, made, lockFile, own);
        } catch (IOException | RuntimeException refused) {
            made.remove();
            throw refused;
        }
    }

    @Override
    public void checkPart(Path part, Predicate<String> own) throws IOException {
        Path directory = part.getParent();
        if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new IOException(directory + " is no directory; name another one");
        }
        if (!requireDirectory(part)) {
            return;
        }
        for (String name : FileDirectory.list(part)) {
            Path file = part.resolve(name);
            BasicFileAttributes found = own.test(name) ? attributes(file) : null;
            if (found != null && !found.isRegularFile()) {
                throw LockedFile.notRegular(file, found);
            }
        }
    }

    /** Returns the attributes of a new file or directory that its owner alone may use, where the system has such. */
    static FileAttribute<?>[] ownerOnly(Path where, String permissions) {
        if (!isPosix(where)) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
    }

    /** Returns true if files there have POSIX permissions. */
    static boolean isPosix(Path where) {
        return where.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Returns the attributes of an entry itself, even if it is a link; null if there is no entry. */
    static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException none) {
            requireDirectoryAbove(path); // newer JDKs report an entry below a file as missing, too
            return null;
        } catch (IOException cause) {
            requireDirectoryAbove(path);
            throw FileProblem.of(path, "cannot be examined", cause);
        }
    }

    private static void requireDirectoryAbove(Path path) throws IOException {
        Path above = path.getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above != null && !Files.isDirectory(above)) {
            throw new IOException(above + " is a file, so " + path
                    + " cannot be in it; name a directory for the ledger. Nothing was changed");
        }
    }

    /** Forces the entries of a directory, where the system can do that. */
    static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException cannot) {
            if (isPosix(directory)) {
                throw FileProblem.of(directory, "cannot be forced to the disk", cannot);
            }
            Unforceable.logOnce(cannot);
        } catch (IOException cause) {
            throw FileProblem.of(directory, "cannot be forced to the disk", cause);
        }
    }

    // Returns false if there is no entry.
    private static boolean requireDirectory(Path part) throws IOException {
        BasicFileAttributes attributes = attributes(part);
        if (attributes != null && !attributes.isDirectory()) {
            throw new IOException(part + " is " + (attributes.isSymbolicLink() ? "a symbolic link" : "a file")
                    + ", but a ledger keeps a directory of its own there; move it away, or name another directory for"
                    + " the ledger. Nothing was changed");
        }
        return attributes != null;
    }

    private static DiskDirectory open(
            Path directory, Path real, MadeDirectories made, String lockFile, Predicate<String> own)
            throws IOException {
        for (int tried = 0; tried < LockedFile.TRIES; tried++) {
            List<String> names = FileDirectory.list(real);
            boolean found = names.contains(lockFile);
            if (!found && !names.stream().allMatch(own)) {
                throw new NoLockFileException(directory + " holds no " + lockFile, names);
            }
            Path path = real.resolve(lockFile);
            LockedFile lock;
            try {
                lock = found
                        ? LockedFile.open(path, directory.toString())
                        : LockedFile.create(path, directory.toString());
            } catch (NoSuchFileException | FileAlreadyExistsException changed) {
                continue;
            }
            if (lock.isStillNamed()) {
                DiskDirectory opened = locked(real, lock, !found, made);
                Permissions.warn(directory, real);
                return opened;
            }
            lock.close();
        }
        throw new IOException(
                directory + " cannot be opened: another program makes and removes " + lockFile + " there all the time");
    }

    private static DiskDirectory locked(Path real, LockedFile lock, boolean created, MadeDirectories made)
            throws IOException {
        try {
            if (!LockNote.fits(lock.channel())) {
                throw new IOException(lock.path() + " does not begin as a ledger's lock file does: it is damaged or"
                        + " belongs to another program; restore the file from a copy, or name another directory."
                        + " Nothing was changed");
            }
            return new FileDirectory(real, lock, noted(lock), created, made);
        } catch (IOException refused) {
            try (lock) {
                if (created) {
                    Files.deleteIfExists(lock.path());
                }
            }
            throw refused;
        }
    }

    private static LockNote noted(LockedFile lock) throws IOException {
        try {
            return LockNote.write(lock.channel());
        } catch (IOException cause) {
            throw FileProblem.of(lock.path(), "cannot be written", cause);
        }
    }

    /** Logs once that this system cannot force directories. */
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

package io.ledgeractors.embedded.disk;

import io.ledgeractors.port.DirectoryInUseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A regular file that is open under an exclusive lock. No other process can lock it, and this process opens it only
 * once. A symbolic link to it is never followed. Thread-safe.
 *
 * <p>A lock of the system belongs to the process, and closing any channel of the file releases it. Therefore the file
 * is looked up in the register of this process before it is opened. A file is known by its key (device and inode) and
 * not by its name, so a hard link or a copied link is no way around the lock.
 */
final class LockedFile implements AutoCloseable {
    private static final Set<Object> OPEN_HERE = new HashSet<>();
    /** How often a file is opened again that another process renames or removes at the same time. */
    static final int TRIES = 100;

    private final FileChannel channel;
    private final Object key;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Path path;

    private LockedFile(Path path, FileChannel channel, Object key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Creates an empty file for its owner only.
     *
     * @param subject the thing that is in use if the file is, for messages
     * @throws FileAlreadyExistsException if there is an entry of that name, a link included
     * @throws NoSuchFileException if the directory does not exist
     * @throws DirectoryInUseException if another process locked the file first
     */
    static LockedFile create(Path path, String subject) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path,
                    Set.<OpenOption>of(
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS),
                    FileDisk.ownerOnly(path, "rw-------"));
        } catch (FileAlreadyExistsException | NoSuchFileException known) {
            throw known;
        } catch (IOException cause) {
            throw FileProblem.of(path, "cannot be created", cause);
        }
        Object key;
        try {
            key = requireKey(path);
            claim(key, subject);
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
        return locked(path, channel, key, subject);
    }

    /**
     * Opens a file.
     *
     * @param subject the thing that is in use if the file is, for messages
     * @throws NoSuchFileException if there is none of that name
     * @throws DirectoryInUseException if another process, or another ledger in this one, has the file open
     * @throws IOException if the name is that of a link, a directory or anything else that is no regular file
     */
    static LockedFile open(Path path, String subject) throws IOException {
        for (int tried = 0; tried < TRIES; tried++) {
            Object key = requireKey(path);
            claim(key, subject);
            LockedFile file = locked(path, openClaimed(path, key), key, subject);
            if (file.isStillNamed()) {
                return file;
            }
            file.close();
        }
        throw new IOException(path + " cannot be opened: another program replaces the file all the time");
    }

    FileChannel channel() {
        return channel;
    }

    Path path() {
        return path;
    }

    /** Notes the file's new name. */
    void renamed(Path to) {
        path = to;
    }

    /** Returns true if the name still belongs to this file. */
    boolean isStillNamed() {
        try {
            return key.equals(requireKey(path));
        } catch (IOException gone) {
            return false;
        }
    }

    /** Closes the file and releases the lock. A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                channel.close();
            } catch (IOException cause) {
                throw FileProblem.of(path, "cannot be closed", cause);
            } finally {
                release(key);
            }
        }
    }

    /**
     * Returns the key that identifies the file of this name.
     *
     * @throws NoSuchFileException if there is none
     * @throws IOException if it is no regular file
     */
    static Object requireKey(Path path) throws IOException {
        BasicFileAttributes attributes = FileDisk.attributes(path);
        if (attributes == null) {
            throw new NoSuchFileException(path.toString(), null, "No such file or directory");
        }
        if (!attributes.isRegularFile()) {
            throw notRegular(path, attributes);
        }
        @Nullable Object key = attributes.fileKey();
        return key != null ? key : path.toRealPath();
    }

    /** Returns the exception for an entry that a ledger does not take for a file of its own. */
    static IOException notRegular(Path path, BasicFileAttributes attributes) {
        String kind = attributes.isSymbolicLink()
                ? "a symbolic link, which is not followed"
                : attributes.isDirectory() ? "a directory" : "no regular file";
        return new IOException(
                path + " is " + kind + "; put the file itself there, or name another directory. Nothing was changed");
    }

    private static FileChannel openClaimed(Path path, Object key) throws IOException {
        try {
            return FileChannel.open(
                    path,
                    Set.<OpenOption>of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException known) {
            release(key);
            throw known;
        } catch (IOException cause) {
            release(key);
            throw FileProblem.of(path, "cannot be opened", cause);
        } catch (RuntimeException | Error cause) {
            release(key);
            throw cause;
        }
    }

    private static LockedFile locked(Path path, FileChannel channel, Object key, String subject) throws IOException {
        LockedFile file = new LockedFile(path, channel, key);
        try {
            if (channel.tryLock() == null) {
                throw new DirectoryInUseException(
                        subject + " is in use by " + LockNote.holder(channel) + "; stop it or name another directory");
            }
            return file;
        } catch (OverlappingFileLockException here) {
            file.close();
            throw new DirectoryInUseException(
                    subject + " is in use within this process; close it or name another directory");
        } catch (DirectoryInUseException inUse) {
            file.close();
            throw inUse;
        } catch (IOException cause) {
            file.close();
            throw FileProblem.of(path, "cannot be locked", cause);
        } catch (RuntimeException | Error cause) {
            file.close();
            throw cause;
        }
    }

    private static void claim(Object key, String subject) throws DirectoryInUseException {
        if (!claim(key)) {
            throw new DirectoryInUseException(
                    subject + " is in use by another ledger of this process; close it or name another directory");
        }
    }

    /** Enters a file into the register of this process; returns false if it is in it already. */
    static boolean claim(Object key) {
        synchronized (OPEN_HERE) {
            return OPEN_HERE.add(key);
        }
    }

    /** Removes a file that was closed from the register of this process. */
    static void release(Object key) {
        synchronized (OPEN_HERE) {
            OPEN_HERE.remove(key);
        }
    }
}

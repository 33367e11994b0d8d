package io.ledgeractors.port;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A place for files. Thread-safe.
 *
 * <p>The three interfaces of a disk show every write and every force, so that a simulated one can record them
 * and rebuild what a power cut would leave.
 */
public interface Disk {
    /** Bytes at the beginning of a lock file that belong to the disk. */
    int LOCK_NOTE = 4096;

    /**
     * Opens a directory for one user alone. Creates the directory, for its owner only, if it is missing.
     *
     * <p>The user is alone because {@code lockFile} is locked. That is a file which the user needs anyway and which
     * {@link DiskDirectory#open} returns, so a second user who finds it missing cannot take the directory for a free
     * one. The file is created only if the directory holds nothing but files of the user's own. Its first
     * {@link #LOCK_NOTE} bytes belong to the disk, which may note there who holds the lock; the user leaves them alone.
     * A file of that name whose first bytes are something else is refused and stays as it is.
     *
     * @param lockFile the name of the file to lock
     * @param own accepts the names of files that do not forbid to create the lock file
     * @throws DirectoryInUseException if another user, in this process or another, has the directory open
     * @throws NoLockFileException if the lock file is missing and the directory holds other files than the user's own;
     *     nothing was changed
     * @throws IOException if the directory cannot be created, is no directory or may not be used
     */
    DiskDirectory open(Path directory, String lockFile, Predicate<String> own) throws IOException;

    /**
     * Opens a directory that is part of another one of the same user, like {@link #open}. A symbolic link in its place
     * is refused, because a link would name somebody else's directory.
     *
     * @throws java.nio.file.NotDirectoryException if a link or a file is in its place; nothing was changed
     */
    default DiskDirectory openPart(Path part, String lockFile, Predicate<String> own) throws IOException {
        return open(part, lockFile, own);
    }

    /**
     * Looks, without changing anything, whether {@link #openPart} would find something else in the place of the
     * directory, or in the place of one of the user's own files in it.
     *
     * @param own accepts the names of the user's own files
     * @throws IOException if there is something else; the message names it
     */
    default void checkPart(Path part, Predicate<String> own) throws IOException {}
}

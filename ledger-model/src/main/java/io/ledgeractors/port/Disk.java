package io.ledgeractors.port;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A disk with directories of files. Thread-safe.
 *
 * <p>The three interfaces of a disk show each write and each force. So a simulated disk can record them and rebuild the
 * contents that a power cut would leave.
 */
public interface Disk {
    /** The number of bytes at the beginning of a lock file that belong to the disk. */
    int LOCK_NOTE = 4096;

    /**
     * Opens a directory for one user exclusively. Creates the directory, for its owner only, if it is missing.
     *
     * <p>Opening locks {@code lockFile}. It is a file that the user needs anyway and that {@link DiskDirectory#open}
     * returns, so a second user who finds it missing cannot mistake the directory for a free one. The file is created
     * only if the directory holds nothing but files of the user's own. Its first {@link #LOCK_NOTE} bytes belong to the
     * disk, which may write the holder of the lock there, so the user must not write them. A file of that name with
     * other first bytes is refused and is not changed.
     *
     * @param lockFile name of the file to lock
     * @param own accepts the names of the user's own files, with which the lock file may be created
     * @throws DirectoryInUseException if another user, in this process or another, has the directory open
     * @throws NoLockFileException if the lock file is missing and the directory holds other files than the user's own;
     *     nothing was changed
     * @throws IOException if the directory cannot be created, is no directory or may not be used
     */
    DiskDirectory open(Path directory, String lockFile, Predicate<String> own) throws IOException;

    /**
     * Opens a directory that is part of another one of the same user, like {@link #open}. A symbolic link in its place
     * is refused, because it could name a directory of another user.
     *
     * @throws IOException if a link or a file is in its place, among others; nothing was changed then
     */
    default DiskDirectory openPart(Path part, String lockFile, Predicate<String> own) throws IOException {
        return open(part, lockFile, own);
    }

    /**
     * Checks, without changes, that neither the directory of {@link #openPart} nor one of the user's own files in it
     * has something else in its place.
     *
     * @param own accepts the names of the user's own files
     * @throws IOException if something else is in a place; the message names it
     */
    default void checkPart(Path part, Predicate<String> own) throws IOException {}
}

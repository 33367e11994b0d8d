package io.ledgeractors.port;

import java.io.IOException;
import java.util.List;

/**
 * A directory that is open for one user exclusively, until it is closed. Changes of its entries are durable only after
 * {@link #force()}. Thread-safe.
 */
public interface DiskDirectory extends AutoCloseable {
    /** Returns the names of the files in the directory in ascending order, including the lock file. */
    List<String> list() throws IOException;

    /**
     * Creates an empty file that only its owner may read and write.
     *
     * @throws java.nio.file.FileAlreadyExistsException if a file of that name exists
     */
    DiskFile create(String name) throws IOException;

    /**
     * Opens a file to read and write. The lock file may be opened once; closing it keeps the lock.
     *
     * @throws DirectoryInUseException if another user has the file open
     * @throws java.nio.file.NoSuchFileException if no file of that name exists
     */
    DiskFile open(String name) throws IOException;

    /**
     * Renames a file atomically.
     *
     * @throws java.nio.file.FileAlreadyExistsException if a file of the new name exists
     */
    void rename(String from, String to) throws IOException;

    /**
     * Deletes a file. Does nothing if it does not exist.
     *
     * @throws IOException if it is no regular file, or another user has it open
     */
    void delete(String name) throws IOException;

    /**
     * Makes all creations, renames and deletions so far durable and returns then. Does nothing if the system cannot
     * force a directory.
     */
    void force() throws IOException;

    /**
     * Checks that the names of the lock file and of all open files still mean these files. If they do not, writes may
     * be lost and another process may have the directory open, so nothing more may be acknowledged. Takes microseconds.
     *
     * @throws IOException if a file was removed, renamed or replaced; the message says what to do
     */
    default void check() throws IOException {}

    /**
     * Returns the number of bytes that files of this directory can still take on its disk, or {@link Long#MAX_VALUE} if
     * it is not known.
     */
    long usableBytes();

    /**
     * Closes the directory for this user. Open files stay open. If opening created the lock file and the directory
     * holds no other file, the lock file is deleted, and so is the directory if opening created it.
     */
    @Override
    void close() throws IOException;
}

package io.ledgeractors.port;

import java.io.IOException;
import java.util.List;

/**
 * A directory that was opened for one user alone, until it is closed. Changes of its entries last for sure only
 * after {@link #force()}. Thread-safe.
 */
public interface DiskDirectory extends AutoCloseable {
    /** The names of the files in it, ascending, the one that is locked included. */
    List<String> list() throws IOException;

    /**
     * Creates an empty file that only its owner may read and write.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     */
    DiskFile create(String name) throws IOException;

    /**
     * Opens a file to read and write. The file that is locked may be opened once; closing it keeps the lock.
     *
     * @throws DirectoryInUseException if somebody else has the file open
     * @throws java.nio.file.NoSuchFileException if there is none of that name
     */
    DiskFile open(String name) throws IOException;

    /**
     * Gives a file another name at once.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is a file of that name
     */
    void rename(String from, String to) throws IOException;

    /**
     * Deletes a file; nothing happens if it does not exist.
     *
     * @throws IOException if it is no regular file, or somebody else has it open
     */
    void delete(String name) throws IOException;

    /**
     * Returns when all creations, renames and deletions so far are on the disk. Where the system cannot force a
     * directory nothing happens.
     */
    void force() throws IOException;

    /**
     * Makes sure that the names of the lock file and of all files that are open still mean those files. Otherwise what
     * is written may be lost, and another process may have the directory open, so nothing more may be acknowledged.
     * Takes microseconds.
     *
     * @throws IOException if a file was removed, renamed or replaced; the message says what to do
     */
    default void check() throws IOException {}

    /**
     * Returns the bytes that files of this directory can still take on its disk; {@link Long#MAX_VALUE} if that is not
     * known.
     */
    long usableBytes();

    /**
     * Gives the directory back. Files that are still open stay so. If the opening made the lock file and nothing was
     * kept in the directory since, the lock file goes too, and the directory if the opening made it.
     */
    @Override
    void close() throws IOException;
}

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
     * @throws java.nio.file.NoSuchFileException if there is none of that name
     */
    DiskFile open(String name) throws IOException;

    /** Gives a file another name at once; a file of that name is replaced. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file; nothing happens if it does not exist. */
    void delete(String name) throws IOException;

    /**
     * Returns when all creations, renames and deletions so far are on the disk. Where the system cannot force a
     * directory nothing happens.
     */
    void force() throws IOException;

    /** Gives the directory back. Files that are still open stay so. */
    @Override
    void close() throws IOException;
}

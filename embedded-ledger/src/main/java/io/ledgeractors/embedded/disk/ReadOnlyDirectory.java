package io.ledgeractors.embedded.disk;

import io.ledgeractors.port.DirectoryInUseException;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory that is only read, also while another process writes to it. It takes no lock of the system. Methods that
 * would change something throw an {@link UnsupportedOperationException}.
 *
 * <p>A lock of the system belongs to the process, and closing any channel of the file releases it. Therefore a file
 * that this process has open under a lock is refused, and this process cannot lock a file that is open here.
 * Thread-safe.
 */
public final class ReadOnlyDirectory implements DiskDirectory {
    private final Path path;

    /** Creates the directory. Nothing is opened yet. */
    public ReadOnlyDirectory(Path path) {
        this.path = path;
    }

    @Override
    public List<String> list() throws IOException {
        return FileDirectory.list(path);
    }

    /**
     * Opens a file to read.
     *
     * @throws DirectoryInUseException if this process has the file open
     * @throws java.nio.file.NoSuchFileException if no file of that name exists
     * @throws IOException if the name is that of a link, a directory or anything else that is no regular file
     */
    @Override
    public ReadOnlyFile open(String name) throws IOException {
        return ReadOnlyFile.open(path.resolve(name));
    }

    @Override
    public DiskFile create(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rename(String from, String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void force() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long usableBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public void close() {}
}

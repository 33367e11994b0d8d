package io.ledgeractors.port;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where files are kept. Thread-safe.
 *
 * <p>The three interfaces of a disk show every write and every force, so that a simulated one can record them
 * and rebuild what a power cut would leave.
 */
public interface Disk {
    /**
     * Opens a directory for one user alone; creates it, only for its owner to enter, if it is missing, and
     * forces its parent then.
     *
     * @throws DirectoryInUseException if somebody, in this process or another, has it open
     * @throws IOException if it cannot be created, is no directory or may not be used
     */
    DiskDirectory open(Path directory) throws IOException;
}

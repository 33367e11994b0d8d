package io.ledgeractors.port;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An open file, read and written by position. Not to be used by two threads at a time.
 *
 * <p>What was written lasts for sure only after {@link #force()} returned. After a write or force that failed
 * the contents are unknown: neither may be tried again, the file is to be closed and read anew.
 */
public interface DiskFile extends AutoCloseable {
    /**
     * Reads at {@code position} until the buffer is full or the file ends; moves the buffer's position.
     *
     * @return the number of bytes read, 0 at the end of the file
     */
    int read(ByteBuffer target, long position) throws IOException;

    /** Writes all bytes between position and limit of the buffer at {@code position}; moves the buffer's position. */
    void write(ByteBuffer source, long position) throws IOException;

    /**
     * Makes the file {@code size} bytes long, from its end on with zeros for which the space is really taken, so
     * that later writes within it do not fail for want of space.
     *
     * @throws IOException if the disk is full
     */
    void allocate(long size) throws IOException;

    /** Bytes of the file. */
    long size() throws IOException;

    /** Returns when everything written so far, and the size, is on the disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}

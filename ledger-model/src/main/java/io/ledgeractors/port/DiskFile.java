package io.ledgeractors.port;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An open file that is read and written by position. Not thread-safe.
 *
 * <p>Writes are durable only after {@link #force()} has returned. After a write or force that failed, the contents are
 * unknown. Then neither may be repeated, and the file must be closed and read anew.
 */
public interface DiskFile extends AutoCloseable {
    /**
     * Reads at {@code position} until the buffer is full or the file ends, and moves the buffer's position.
     *
     * @return the number of bytes read, 0 at the end of the file
     */
    int read(ByteBuffer target, long position) throws IOException;

    /**
     * Writes all bytes between the buffer's position and limit at {@code position}, and moves the buffer's position.
     */
    void write(ByteBuffer source, long position) throws IOException;

    /**
     * Extends the file to {@code size} bytes with zeros whose space is really allocated, so that later writes within it
     * do not fail because the disk is full.
     *
     * @throws IOException if the disk is full
     */
    void allocate(long size) throws IOException;

    /** Returns the size of the file in bytes. */
    long size() throws IOException;

    /** Makes all writes so far and the size durable, and returns then. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}

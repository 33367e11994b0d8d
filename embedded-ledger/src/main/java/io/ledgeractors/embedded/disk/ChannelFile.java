package io.ledgeractors.embedded.disk;

import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file on the disk of this machine, open under a lock. */
final class ChannelFile implements DiskFile {
    private static final int PIECE = 256 * 1024;

    /** The buffer is allocated once, because there may be no memory off the heap when a file has to grow. */
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(PIECE).asReadOnlyBuffer();

    private final LockedFile file;
    private final FileChannel channel;
    private final Closing closing;

    /** The action of {@link #close}. */
    interface Closing {
        void close() throws IOException;
    }

    ChannelFile(LockedFile file, Closing closing) {
        this.file = file;
        this.channel = file.channel();
        this.closing = closing;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return read(file.path(), channel, target, position);
    }

    /** Reads a file until the buffer is full or the file ends; returns the number of bytes read. */
    static int read(Path path, FileChannel channel, ByteBuffer target, long position) throws IOException {
        int begin = target.position();
        try {
            while (target.hasRemaining()) {
                int read = channel.read(target, position + target.position() - begin);
                if (read < 0) {
                    break;
                }
            }
        } catch (IOException cause) {
            throw FileProblem.of(path, "cannot be read at offset " + position, cause);
        }
        return target.position() - begin;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        long at = position;
        try {
            while (source.hasRemaining()) {
                at += channel.write(source, at);
            }
        } catch (IOException cause) {
            throw FileProblem.of(file.path(), "cannot be written at offset " + position, cause);
        }
    }

    @Override
    public void allocate(long size) throws IOException {
        long before = size();
        ByteBuffer zeros = ZEROS.duplicate();
        try {
            for (long at = before; at < size; at += PIECE) {
                zeros.clear().limit((int) Math.min(PIECE, size - at));
                write(zeros, at);
            }
        } catch (IOException full) {
            shorten(before, full);
            throw full;
        }
    }

    @Override
    public long size() throws IOException {
        try {
            return channel.size();
        } catch (IOException cause) {
            throw FileProblem.of(file.path(), "cannot be examined", cause);
        }
    }

    @Override
    public void force() throws IOException {
        try {
            channel.force(false);
        } catch (IOException cause) {
            throw FileProblem.of(file.path(), "cannot be forced to the disk", cause);
        }
    }

    @Override
    public void close() throws IOException {
        closing.close();
    }

    // Frees the space that was taken, so that other files can grow.
    private void shorten(long size, IOException full) {
        try {
            channel.truncate(size);
        } catch (IOException second) {
            full.addSuppressed(second);
        }
    }
}

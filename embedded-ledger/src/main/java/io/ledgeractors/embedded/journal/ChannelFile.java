package io.ledgeractors.embedded.journal;

import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of this machine. */
final class ChannelFile implements DiskFile {
    private static final int PIECE = 1024 * 1024;

    private final FileChannel channel;
    private final boolean keptOpen;

    ChannelFile(FileChannel channel) {
        this(channel, false);
    }

    private ChannelFile(FileChannel channel, boolean keptOpen) {
        this.channel = channel;
        this.keptOpen = keptOpen;
    }

    /** A file whose channel holds the lock of the directory, so it stays open until the directory is closed. */
    static ChannelFile keptOpen(FileChannel lock) {
        return new ChannelFile(lock, true);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int begin = target.position();
        while (target.hasRemaining()) {
            int read = channel.read(target, position + target.position() - begin);
            if (read < 0) {
                break;
            }
        }
        return target.position() - begin;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        long at = position;
        while (source.hasRemaining()) {
            at += channel.write(source, at);
        }
    }

    @Override
    public void allocate(long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE);
        for (long at = channel.size(); at < size; at += PIECE) {
            zeros.clear().limit((int) Math.min(PIECE, size - at));
            write(zeros, at);
        }
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        if (!keptOpen) {
            channel.close();
        }
    }
}

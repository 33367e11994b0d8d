package io.ledgeractors.embedded.disk;

import io.ledgeractors.port.DirectoryInUseException;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** A file that is open to be read, without a lock. See {@link ReadOnlyDirectory}. */
public final class ReadOnlyFile implements DiskFile {
    private final Path path;
    private final FileChannel channel;
    private final Object key;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ReadOnlyFile(Path path, FileChannel channel, Object key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    static ReadOnlyFile open(Path path) throws IOException {
        Object key = LockedFile.requireKey(path);
        if (!LockedFile.claim(key)) {
            throw new DirectoryInUseException(
                    path + " is open in this process; close the ledger, or read the file in" + " another process");
        }
        try {
            return new ReadOnlyFile(
                    path, FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), key);
        } catch (IOException | RuntimeException | Error refused) {
            LockedFile.release(key);
            throw refused;
        }
    }

    /** Returns true if the first page of a lock file is what the disk writes there. */
    public boolean hasLockNote() throws IOException {
        return LockNote.fits(channel);
    }

    /**
     * Returns the process that the first page of a lock file names. It holds the lock, or it was killed. In another
     * container the number may mean another process.
     */
    public OptionalLong lockHolder() throws IOException {
        return LockNote.pid(channel);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return ChannelFile.read(path, channel, target, position);
    }

    @Override
    public void write(ByteBuffer source, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void allocate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void force() {
        throw new UnsupportedOperationException();
    }

    /** Closes the file. A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                channel.close();
            } finally {
                LockedFile.release(key);
            }
        }
    }
}

package io.ledgeractors.client.internal.call;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A pool of direct buffers for the bodies of requests, with sizes of 4 KiB, 8 KiB and so on to 1 MiB. The pool keeps a
 * bounded number of bytes and leaves the rest to the garbage collector. Thread-safe.
 */
final class BodyPool {
    private static final int SMALLEST_SHIFT = 12;
    private static final int CLASSES = 9;

    private final Deque<ByteBuffer>[] free;
    private final long keepBytes;
    private long keptBytes;

    BodyPool(long keepBytes) {
        this.free = newDeques();
        this.keepBytes = keepBytes;
    }

    /** Returns a little-endian buffer with limit {@code size} and arbitrary content. */
    ByteBuffer take(int size) {
        int sizeClass = sizeClass(size);
        ByteBuffer kept = poll(sizeClass);
        ByteBuffer buffer = kept == null ? Bytes.allocateDirect(1 << (SMALLEST_SHIFT + sizeClass)) : kept;
        return buffer.clear().limit(size);
    }

    /** Takes back a buffer of {@link #take}, which must not be used any more. */
    synchronized void release(ByteBuffer buffer) {
        if (keptBytes + buffer.capacity() <= keepBytes) {
            keptBytes += buffer.capacity();
            free[sizeClass(buffer.capacity())].push(buffer);
        }
    }

    synchronized long keptBytes() {
        return keptBytes;
    }

    private synchronized @Nullable ByteBuffer poll(int sizeClass) {
        ByteBuffer buffer = free[sizeClass].poll();
        if (buffer != null) {
            keptBytes -= buffer.capacity();
        }
        return buffer;
    }

    private static int sizeClass(int size) {
        if (size < 0 || size > Header.FRAME_MAX) {
            throw new IllegalArgumentException("no body has " + size + " bytes");
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, size) - 1);
        return Math.max(0, bits - SMALLEST_SHIFT);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Deque<ByteBuffer>[] newDeques() {
        return IntStream.range(0, CLASSES).mapToObj(i -> new ArrayDeque<>()).toArray(Deque[]::new);
    }
}

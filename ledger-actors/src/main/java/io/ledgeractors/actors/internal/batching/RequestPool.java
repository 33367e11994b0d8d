package io.ledgeractors.actors.internal.batching;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Keeps a few request buffers for reuse, all of the size that the present session takes. Not thread-safe. */
final class RequestPool {
    private static final int KEPT = 4;

    private final ArrayDeque<RequestBuffer> free = new ArrayDeque<>(KEPT);
    private final boolean haveChecksums;
    private int size;

    /**
     * Creates an empty pool.
     *
     * @param haveChecksums true if the sessions send the checksums of bodies
     */
    RequestPool(boolean haveChecksums) {
        this.haveChecksums = haveChecksums;
    }

    /** Returns a buffer of {@code size} bytes, a used one if there is one. */
    RequestBuffer take(int size) {
        if (size != this.size) {
            free.clear();
            this.size = size;
        }
        @Nullable RequestBuffer buffer = free.pollLast();
        return buffer != null ? buffer : new RequestBuffer(size, haveChecksums);
    }

    /** Returns a buffer of {@code bytes} bytes that is used once, for a request that does not grow. */
    RequestBuffer once(int bytes) {
        return new RequestBuffer(bytes, haveChecksums);
    }

    /**
     * Takes a buffer back that nobody reads any more.
     *
     * @throws IllegalStateException if it was given back before, because two requests would then write to it
     */
    void release(RequestBuffer buffer) {
        if (free.contains(buffer)) {
            throw new IllegalStateException("a request buffer was released twice");
        }
        if (buffer.bytes.capacity() == size && free.size() < KEPT) {
            free.addLast(buffer);
        }
    }
}

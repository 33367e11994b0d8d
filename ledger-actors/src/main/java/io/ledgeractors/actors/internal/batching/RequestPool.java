package io.ledgeractors.actors.internal.batching;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Buffers that wait for their next request: few, and all of the size that the session takes now. */
final class RequestPool {
    private static final int KEPT = 4;

    private final ArrayDeque<RequestBuffer> free = new ArrayDeque<>(KEPT);
    private int size;

    /** A buffer of {@code size} bytes. */
    RequestBuffer take(int size) {
        if (size != this.size) {
            free.clear();
            this.size = size;
        }
        @Nullable RequestBuffer buffer = free.pollLast();
        return buffer != null ? buffer : new RequestBuffer(size);
    }

    /** Takes a buffer back that nobody reads any more. */
    void give(RequestBuffer buffer) {
        if (buffer.bytes.capacity() == size && free.size() < KEPT) {
            free.addLast(buffer);
        }
    }
}

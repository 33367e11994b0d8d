package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Copies of replies, whose bytes a session lends only until its handler returns. The copy of a large reply that nobody
 * keeps, see {@link RawReply.Reader}, is written to again by the next one: a fresh one of 128 KiB costs its thread more
 * than the copying. Thread-safe.
 */
final class ReplyCopies {
    // Below, an asker that keeps its slice would keep more than it has to.
    private static final int REUSED_FROM = 16 * 1024;

    private final AtomicReference<@Nullable ByteBuffer> spare = new AtomicReference<>();

    /** A copy, from 0 to its limit. */
    ByteBuffer of(ByteBuffer body) {
        int size = body.limit();
        ByteBuffer copy = size < REUSED_FROM ? null : spare.getAndSet(null);
        if (copy == null || copy.capacity() < size || copy.capacity() > 2 * size) {
            copy = Bytes.allocate(size);
        }
        copy.limit(size);
        copy.put(0, body, 0, size);
        return copy;
    }

    /** Takes a copy back that nobody reads any more. */
    void giveBack(ByteBuffer copy) {
        if (copy.capacity() >= REUSED_FROM) {
            spare.set(copy);
        }
    }
}

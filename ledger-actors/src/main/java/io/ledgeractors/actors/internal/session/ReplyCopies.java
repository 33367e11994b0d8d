package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Copies replies, whose bytes a session lends only until its handler returns. A large copy that nobody keeps, see
 * {@link RawReply.Reader}, is reused for a later reply, because allocating 128 KiB costs more than copying them.
 * Thread-safe.
 */
final class ReplyCopies {
    // Smaller copies have the exact size of the reply, so that an asker that keeps its slice keeps no more than that.
    private static final int REUSED_FROM = 16 * 1024;

    private final AtomicReference<@Nullable ByteBuffer> spare = new AtomicReference<>();

    /** Returns a copy of a reply, from 0 to its limit. */
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
    void release(ByteBuffer copy) {
        if (copy.capacity() >= REUSED_FROM) {
            spare.set(copy);
        }
    }
}

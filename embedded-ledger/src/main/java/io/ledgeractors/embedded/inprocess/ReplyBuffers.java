package io.ledgeractors.embedded.inprocess;

import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;

/**
 * Two buffers that replies use in turn: while a handler reads the one, the next request may fill the other. A session
 * has one request in flight, so two are enough. One thread at a time uses it.
 */
final class ReplyBuffers {
    private static final int INITIAL_BYTES = 4096;

    private final ByteBuffer[] buffers = {Bytes.allocate(INITIAL_BYTES), Bytes.allocate(INITIAL_BYTES)};
    private int turn;

    /** Copies a body into the buffer whose turn it is, and returns that buffer with the body from 0 to its limit. */
    ByteBuffer copy(ByteBuffer body) {
        turn ^= 1;
        int length = body.remaining();
        if (buffers[turn].capacity() < length) {
            buffers[turn] = Bytes.allocate(Math.max(length, 2 * buffers[turn].capacity()));
        }
        ByteBuffer target = buffers[turn];
        target.clear().limit(length);
        target.put(0, body, 0, length);
        return target;
    }
}

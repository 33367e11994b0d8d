package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import java.nio.ByteBuffer;

/** What a request is built with, used again and again: memory off the heap and a checksum that grows with it. */
final class RequestBuffer {
    final ByteBuffer bytes;
    final Checksum checksum = new Checksum();
    int[] counts = new int[64];

    RequestBuffer(int size) {
        bytes = Bytes.allocateDirect(size);
    }
}

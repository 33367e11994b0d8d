package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import java.nio.ByteBuffer;

/** The reusable memory of one request: a buffer off the heap, a running checksum, and the counts of its batches. */
final class RequestBuffer {
    final ByteBuffer bytes;
    final Checksum checksum = new Checksum();
    int[] counts = new int[64];

    RequestBuffer(int size) {
        bytes = Bytes.allocateDirect(size);
    }
}

package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The reusable memory of one request: a buffer off the heap, a running checksum if the session sends it, and the counts
 * of its batches.
 */
final class RequestBuffer {
    final ByteBuffer bytes;
    final @Nullable Checksum checksum;
    int[] counts = new int[64];

    RequestBuffer(int size, boolean hasChecksum) {
        bytes = Bytes.allocateDirect(size);
        checksum = hasChecksum ? new Checksum() : null;
    }
}

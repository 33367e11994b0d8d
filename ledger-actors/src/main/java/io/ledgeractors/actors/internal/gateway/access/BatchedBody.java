package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The batches of a body, of events or of results. A body of an operation without a trailer is one batch.
 *
 * @param body little endian, from 0 to the limit
 * @param elementSize bytes of one element
 * @param counts number of elements of each batch
 */
record BatchedBody(ByteBuffer body, int elementSize, int[] counts) {
    /**
     * Reads the batches of a body.
     *
     * @param elementSize bytes of an event or of a result of the operation
     * @throws IllegalArgumentException if the body is not one of that operation
     */
    static BatchedBody read(Operation operation, ByteBuffer body, int elementSize) {
        if (body.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("the body must be little endian");
        }
        int length = body.limit();
        if (!operation.isMultiBatch()) {
            if (length % elementSize != 0) {
                throw new IllegalArgumentException("a body of " + operation + " has elements of " + elementSize
                        + " bytes, not " + length + " bytes");
            }
            return new BatchedBody(body, elementSize, new int[] {length / elementSize});
        }
        int batches = MultiBatch.batches(body, 0, length, elementSize);
        if (batches < 0) {
            throw new IllegalArgumentException("a body of " + length + " bytes is malformed for " + operation);
        }
        int[] counts = new int[batches];
        for (int i = 0; i < batches; i++) {
            counts[i] = MultiBatch.count(body, 0, length, i);
        }
        return new BatchedBody(body, elementSize, counts);
    }

    /** Returns a body of these batches, each from 0 to its limit, with the trailer if the operation has one. */
    static ByteBuffer write(Operation operation, List<ByteBuffer> batches, int elementSize) {
        int payload = batches.stream().mapToInt(ByteBuffer::limit).sum();
        int[] counts =
                batches.stream().mapToInt(batch -> batch.limit() / elementSize).toArray();
        int trailer = operation.isMultiBatch() ? MultiBatch.trailerSize(counts.length, elementSize) : 0;
        ByteBuffer body = Bytes.allocate(payload + trailer);
        int at = 0;
        for (ByteBuffer batch : batches) {
            body.put(at, batch, 0, batch.limit());
            at += batch.limit();
        }
        if (operation.isMultiBatch()) {
            MultiBatch.writeTrailer(body, 0, counts, counts.length, elementSize);
        }
        return body;
    }

    /** Returns where each batch begins, in bytes. */
    int[] offsets() {
        int[] offsets = new int[counts.length];
        for (int i = 1; i < counts.length; i++) {
            offsets[i] = offsets[i - 1] + counts[i - 1] * elementSize;
        }
        return offsets;
    }
}

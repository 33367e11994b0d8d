package io.ledgeractors.tck.generator;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One request.
 *
 * @param operation what is asked
 * @param body little endian, from 0 to the limit; may be malformed
 */
public record GeneratedRequest(Operation operation, ByteBuffer body) {

    /**
     * Returns a request with these events in these batches; without a trailer, if the operation has none, all in one.
     */
    static GeneratedRequest of(Operation operation, List<List<byte[]>> batches) {
        int size = operation.eventSize();
        int[] counts = batches.stream().mapToInt(List::size).toArray();
        int events = batches.stream().mapToInt(List::size).sum();
        int trailer = operation.isMultiBatch() ? MultiBatch.trailerSize(counts.length, size) : 0;
        ByteBuffer body = Bytes.allocate(events * size + trailer);
        int at = 0;
        for (List<byte[]> batch : batches) {
            for (byte[] event : batch) {
                body.put(at, event);
                at += size;
            }
        }
        if (operation.isMultiBatch()) {
            MultiBatch.writeTrailer(body, 0, counts, counts.length, size);
        }
        return new GeneratedRequest(operation, body);
    }

    /** Returns the number of events of each batch of a well-formed request. */
    List<Integer> batches() {
        return batches(operation, body, operation.eventSize());
    }

    /** Returns the number of elements of each batch of a well-formed body. */
    static List<Integer> batches(Operation operation, ByteBuffer body, int elementSize) {
        if (!operation.isMultiBatch()) {
            return List.of(body.limit() / elementSize);
        }
        List<Integer> counts = new ArrayList<>();
        int batches = MultiBatch.batches(body, 0, body.limit(), elementSize);
        for (int i = 0; i < batches; i++) {
            counts.add(MultiBatch.count(body, 0, body.limit(), i));
        }
        return counts;
    }

    /** Returns the number of events in all batches of a well-formed request. */
    int events() {
        return batches().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the number of events that get their own time. */
    int createEvents() {
        return operation.isCreate() ? events() : 0;
    }

    /** Returns true if its events are accounts, false for transfers. */
    boolean createsAccounts() {
        return switch (operation) {
            case CREATE_ACCOUNTS, CREATE_ACCOUNTS_SPARSE, CREATE_ACCOUNTS_PLAIN -> true;
            default -> false;
        };
    }
}

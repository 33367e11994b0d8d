package io.ledgeractors.tck.naive;

import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Encodes results. */
final class Replies {
    private Replies() {}

    /** Returns each result encoded by itself. */
    static <T> List<byte[]> encode(List<T> results, int size, Encoder<T> codec) {
        return results.stream()
                .map(result -> {
                    ByteBuffer bytes = Bytes.allocate(size);
                    codec.encode(result, bytes, 0);
                    return bytes.array();
                })
                .toList();
    }

    /** Returns a result for each account; for old operations one for each that failed. */
    static List<byte[]> accounts(Operation operation, List<CreateAccountResult> results) {
        if (operation.resultSize() == CreateAccountResultCodec.SIZE) {
            return encode(results, CreateAccountResultCodec.SIZE, (result, bytes, at) -> {
                CreateAccountResultCodec.encode(result.timestamp(), result.status(), bytes, at);
            });
        }
        List<byte[]> failures = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).status() != CreateAccountStatus.Created) {
                failures.add(failure(i, results.get(i).status().code()));
            }
        }
        return failures;
    }

    /** Returns a result for each transfer; for old operations one for each that failed. */
    static List<byte[]> transfers(Operation operation, List<CreateTransferResult> results) {
        if (operation.resultSize() == CreateTransferResultCodec.SIZE) {
            return encode(results, CreateTransferResultCodec.SIZE, (result, bytes, at) -> {
                CreateTransferResultCodec.encode(result.timestamp(), result.status(), bytes, at);
            });
        }
        List<byte[]> failures = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).status() != CreateTransferStatus.Created) {
                failures.add(failure(i, results.get(i).status().code()));
            }
        }
        return failures;
    }

    /** Returns the body of a reply: all results of all batches and, where the operation has one, the trailer. */
    static ByteBuffer join(Operation operation, List<List<byte[]>> batches) {
        int[] counts = batches.stream().mapToInt(List::size).toArray();
        int size = operation.resultSize();
        int results = batches.stream().mapToInt(List::size).sum();
        int trailer = operation.isMultiBatch() ? MultiBatch.trailerSize(counts.length, size) : 0;
        ByteBuffer reply = Bytes.allocate(results * size + trailer);
        int at = 0;
        for (List<byte[]> batch : batches) {
            for (byte[] result : batch) {
                reply.put(at, result);
                at += size;
            }
        }
        if (operation.isMultiBatch()) {
            MultiBatch.writeTrailer(reply, 0, counts, counts.length, size);
        }
        return reply;
    }

    private static byte[] failure(int index, int code) {
        return Bytes.allocate(8).putInt(0, index).putInt(4, code).array();
    }

    /** The layout of a result. */
    interface Encoder<T> {
        void encode(T value, ByteBuffer buffer, int offset);
    }
}

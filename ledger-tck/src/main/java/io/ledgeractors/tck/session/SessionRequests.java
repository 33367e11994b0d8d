package io.ledgeractors.tck.session;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.List;

/** Bodies of requests, each inner list a batch. */
final class SessionRequests {
    private interface Encoder<T> {
        void encode(T value, ByteBuffer buffer, int offset);
    }

    private SessionRequests() {}

    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads the array
    static ByteBuffer accounts(List<Account>... batches) {
        return body(Operation.CREATE_ACCOUNTS, AccountCodec::encode, List.of(batches));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads the array
    static ByteBuffer transfers(List<Transfer>... batches) {
        return body(Operation.CREATE_TRANSFERS, TransferCodec::encode, List.of(batches));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads the array
    static ByteBuffer ids(List<UInt128>... batches) {
        return body(
                Operation.LOOKUP_ACCOUNTS, (id, buffer, offset) -> Bytes.putU128(buffer, offset, id), List.of(batches));
    }

    static ByteBuffer filters(AccountFilter... filters) {
        return body(
                Operation.GET_ACCOUNT_TRANSFERS,
                AccountFilterCodec::encode,
                List.of(filters).stream().map(List::of).toList());
    }

    private static <T> ByteBuffer body(Operation operation, Encoder<T> encoder, List<List<T>> batches) {
        int[] counts = batches.stream().mapToInt(List::size).toArray();
        int size = operation.eventSize();
        int events = batches.stream().mapToInt(List::size).sum();
        ByteBuffer body = Bytes.allocate(events * size + MultiBatch.trailerSize(counts.length, size));
        int at = 0;
        for (List<T> batch : batches) {
            for (T event : batch) {
                encoder.encode(event, body, at);
                at += size;
            }
        }
        MultiBatch.writeTrailer(body, 0, counts, counts.length, size);
        return body;
    }
}

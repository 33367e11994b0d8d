package io.ledgeractors.streams;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.Collection;

/**
 * A batch of encoded transfers that are to be created. {@link LedgerBatch} says when it may change. Not thread-safe.
 */
public final class TransferBatch extends EventBatch {
    private TransferBatch() {
        super(TransferFlags.IMPORTED);
    }

    /** Returns an empty batch. */
    public static TransferBatch create() {
        return new TransferBatch();
    }

    /** Returns a batch of these transfers, in their order. */
    public static TransferBatch of(Collection<Transfer> transfers) {
        TransferBatch batch = create();
        transfers.forEach(batch::add);
        return batch;
    }

    /**
     * Appends a transfer.
     *
     * @throws IllegalStateException if the batch is lent to a stage
     */
    public void add(Transfer transfer) {
        int at = append();
        TransferCodec.encode(transfer, buffer(), at);
    }

    /**
     * Returns a transfer.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no transfer at {@code index}
     */
    public Transfer get(int index) {
        ByteBuffer buffer = buffer();
        return TransferCodec.decode(buffer, offset(index));
    }
}

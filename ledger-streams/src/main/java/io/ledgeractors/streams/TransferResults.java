package io.ledgeractors.streams;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.CreateTransferResultCodec;
import java.nio.ByteBuffer;
import org.apache.pekko.annotation.InternalApi;

/** The results of a {@link TransferBatch}, each at the position of its event. Not thread-safe. */
public final class TransferResults extends EventResults {
    private final TransferBatch batch;

    /**
     * INTERNAL API. Pairs a batch with its results.
     *
     * @param batch the events
     * @param bytes 16 bytes per event, little endian, from 0 on; not copied
     * @throws IllegalArgumentException if there are fewer results than events
     */
    @InternalApi
    public TransferResults(TransferBatch batch, ByteBuffer bytes) {
        super(batch, bytes);
        this.batch = batch;
    }

    /** Returns the batch. It belongs to its owner again, who may clear and fill it. */
    public TransferBatch batch() {
        return batch;
    }

    /**
     * Returns the status of an event.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no event at {@code index}
     */
    public CreateTransferStatus status(int index) {
        return CreateTransferStatus.ofCode(statusCode(index));
    }

    /**
     * Returns status and timestamp of an event.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no event at {@code index}
     */
    public CreateTransferResult result(int index) {
        return CreateTransferResultCodec.decode(bytes(), offset(index));
    }
}

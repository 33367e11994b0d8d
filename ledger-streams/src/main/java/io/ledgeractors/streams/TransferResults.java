package io.ledgeractors.streams;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.CreateTransferResultCodec;
import java.nio.ByteBuffer;

/** What became of the events of a {@link TransferBatch}, one result each, at the position of its event. Not thread-safe. */
public final class TransferResults extends EventResults {
    private final TransferBatch batch;

    /**
     * Pairs a batch with its results.
     *
     * @param batch the events
     * @param bytes 16 bytes per event, little endian, from 0 on; not copied
     * @throws IllegalArgumentException if there are fewer results than events
     */
    public TransferResults(TransferBatch batch, ByteBuffer bytes) {
        super(batch, bytes);
        this.batch = batch;
    }

    /** The events, given back to their owner: the batch may be cleared and filled again. */
    public TransferBatch batch() {
        return batch;
    }

    /**
     * What became of an event.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such event
     */
    public CreateTransferStatus status(int index) {
        return CreateTransferStatus.ofCode(statusCode(index));
    }

    /**
     * Status and timestamp of an event.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such event
     */
    public CreateTransferResult result(int index) {
        return CreateTransferResultCodec.decode(bytes(), offset(index));
    }
}

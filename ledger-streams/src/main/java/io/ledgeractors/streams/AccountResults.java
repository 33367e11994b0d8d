package io.ledgeractors.streams;

import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.wire.CreateAccountResultCodec;
import java.nio.ByteBuffer;

/** What became of the events of a {@link AccountBatch}, one result each, at the position of its event. Not thread-safe. */
public final class AccountResults extends EventResults {
    private final AccountBatch batch;

    /**
     * Pairs a batch with its results.
     *
     * @param batch the events
     * @param bytes 16 bytes per event, little endian, from 0 on; not copied
     * @throws IllegalArgumentException if there are fewer results than events
     */
    public AccountResults(AccountBatch batch, ByteBuffer bytes) {
        super(batch, bytes);
        this.batch = batch;
    }

    /** The events, given back to their owner: the batch may be cleared and filled again. */
    public AccountBatch batch() {
        return batch;
    }

    /**
     * What became of an event.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such event
     */
    public CreateAccountStatus status(int index) {
        return CreateAccountStatus.ofCode(statusCode(index));
    }

    /**
     * Status and timestamp of an event.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such event
     */
    public CreateAccountResult result(int index) {
        return CreateAccountResultCodec.decode(bytes(), offset(index));
    }
}

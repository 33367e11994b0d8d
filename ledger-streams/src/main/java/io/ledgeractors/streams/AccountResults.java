package io.ledgeractors.streams;

import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.wire.CreateAccountResultCodec;
import java.nio.ByteBuffer;
import org.apache.pekko.annotation.InternalApi;

/** The results of an {@link AccountBatch}, each at the position of its event. Not thread-safe. */
public final class AccountResults extends EventResults {
    private final AccountBatch batch;

    /**
     * INTERNAL API. Pairs a batch with its results.
     *
     * @param batch the events
     * @param bytes 16 bytes per event, little endian, from 0 on; not copied
     * @throws IllegalArgumentException if there are fewer results than events
     */
    @InternalApi
    public AccountResults(AccountBatch batch, ByteBuffer bytes) {
        super(batch, bytes);
        this.batch = batch;
    }

    /** Returns the batch. It belongs to its owner again, who may clear and fill it. */
    public AccountBatch batch() {
        return batch;
    }

    /**
     * Returns the status of an event.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no event at {@code index}
     */
    public CreateAccountStatus status(int index) {
        return CreateAccountStatus.ofCode(statusCode(index));
    }

    /**
     * Returns status and timestamp of an event.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no event at {@code index}
     */
    public CreateAccountResult result(int index) {
        return CreateAccountResultCodec.decode(bytes(), offset(index));
    }
}

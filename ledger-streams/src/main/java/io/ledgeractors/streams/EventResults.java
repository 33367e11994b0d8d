package io.ledgeractors.streams;

import io.ledgeractors.wire.CreateTransferResultCodec;
import java.nio.ByteBuffer;

/**
 * The encoded results of a create operation, 16 bytes each, little endian, read by position. Read only, not
 * thread-safe. The results share memory with their batch. Once the batch is sent again, reading them throws {@link
 * IllegalStateException}.
 *
 * <p>Results of accounts and transfers have the same layout. Source: protocol fact sheet, section 7.
 */
public abstract sealed class EventResults permits TransferResults, AccountResults {
    /** The size of one result, bytes. */
    public static final int RESULT_SIZE = CreateTransferResultCodec.SIZE;

    private final LedgerBatch events;
    private final int lending;
    private final ByteBuffer bytes;
    private final int count;

    EventResults(LedgerBatch batch, ByteBuffer bytes) {
        int count = batch.count();
        if (bytes.limit() < count * RESULT_SIZE) {
            throw new IllegalArgumentException(
                    count + " events need " + count * RESULT_SIZE + " bytes of results, but got " + bytes.limit());
        }
        this.events = batch;
        this.lending = batch.lendings();
        this.count = count;
        this.bytes = bytes;
    }

    /** Returns the number of results, which is the number of events. */
    public final int count() {
        return count;
    }

    /**
     * Returns the timestamp of the object if it is in the ledger, else the timestamp that the ledger gave to the event;
     * ns since 1970.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no event at {@code index}
     */
    public final long timestamp(int index) {
        return bytes.getLong(offset(index) + CreateTransferResultCodec.TIMESTAMP);
    }

    /**
     * Returns the code of the status on the wire, an unsigned 32-bit number.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no event at {@code index}
     */
    public final int statusCode(int index) {
        return bytes.getInt(offset(index) + CreateTransferResultCodec.STATUS);
    }

    final ByteBuffer bytes() {
        return bytes;
    }

    final int offset(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("no result at " + index + " of " + count);
        }
        if (events.lendings() != lending) {
            throw new IllegalStateException("the batch was sent again, which overwrote these results");
        }
        return index * RESULT_SIZE;
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + count + " results)";
    }
}

package io.ledgeractors.streams;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * What was found of the ids of an {@link IdBatch}, encoded, 128 bytes each, read by the position of the id. Read only,
 * not thread-safe.
 *
 * <p>The ledger answers with those found, in the order asked, without positions. Source: protocol fact sheet,
 * section 5.
 */
public abstract sealed class LookupResults permits AccountLookups, TransferLookups {
    private static final int MISSING = -1;

    private final IdBatch batch;
    private final ByteBuffer bytes;
    private final int[] places;
    private final int found;

    LookupResults(IdBatch batch, ByteBuffer bytes) {
        this.batch = batch;
        this.bytes = bytes;
        this.places = new int[batch.count()];
        this.found = bytes.limit() / TransferCodec.SIZE;
        int next = 0;
        for (int i = 0; i < places.length; i++) {
            boolean isHere = next < found
                    && Bytes.getU128(bytes, next * TransferCodec.SIZE).equals(batch.id(i));
            places[i] = isHere ? next++ : MISSING;
        }
        if (next != found) {
            throw new IllegalArgumentException(
                    "the results hold " + (found - next) + " objects that were not asked for, or not in this order");
        }
    }

    /** The ids, given back to their owner: the batch may be cleared and filled again. */
    public final IdBatch batch() {
        return batch;
    }

    /** Number of ids asked for. */
    public final int count() {
        return places.length;
    }

    /** How many of them are in the ledger. */
    public final int found() {
        return found;
    }

    /**
     * True if the ledger has an object with the id at this position.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public final boolean isFound(int index) {
        return places[index] != MISSING;
    }

    final ByteBuffer bytes() {
        return bytes;
    }

    final int offset(int index) {
        return places[index] * TransferCodec.SIZE;
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + found + " of " + count() + " found)";
    }
}

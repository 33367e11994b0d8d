package io.ledgeractors.streams;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * The encoded objects that were found for an {@link IdBatch}, 128 bytes each, read by the position of the id. Read
 * only, not thread-safe.
 *
 * <p>The ledger answers with the objects found, in the order of the ids and without positions. Source: protocol fact
 * sheet, section 5.
 */
public abstract sealed class LookupResults permits AccountLookups, TransferLookups {
    private static final int MISSING = -1;

    private final IdBatch batch;
    private final ByteBuffer bytes;
    // For each id, the index of its object among those found, or MISSING.
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

    /** Returns the batch of ids. It belongs to its owner again, who may clear and fill it. */
    public final IdBatch batch() {
        return batch;
    }

    /** Returns the number of ids that were looked up. */
    public final int count() {
        return places.length;
    }

    /** Returns the number of ids that were found. */
    public final int found() {
        return found;
    }

    /**
     * Returns true if the ledger has an object with the id at this position.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no id at {@code index}
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

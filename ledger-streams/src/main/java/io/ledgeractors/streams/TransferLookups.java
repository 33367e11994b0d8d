package io.ledgeractors.streams;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The transfers with the ids of an {@link IdBatch}, at the positions of their ids. Not thread-safe. */
public final class TransferLookups extends LookupResults {
    /**
     * Pairs ids with what was found.
     *
     * @param batch the ids
     * @param bytes 128 bytes per transfer found, in the order of the ids, little endian, from 0 to the limit; not copied
     * @throws IllegalArgumentException if there are others, or in another order
     */
    public TransferLookups(IdBatch batch, ByteBuffer bytes) {
        super(batch, bytes);
    }

    /**
     * The transfer, empty if the ledger has none with this id.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public Optional<Transfer> get(int index) {
        return isFound(index) ? Optional.of(TransferCodec.decode(bytes(), offset(index))) : Optional.empty();
    }
}

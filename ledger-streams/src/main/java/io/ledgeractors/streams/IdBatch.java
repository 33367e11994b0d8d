package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.util.Collection;

/** A batch of ids that are to be looked up. {@link LedgerBatch} says when it may change. Not thread-safe. */
public final class IdBatch extends LedgerBatch {
    /** The size of one id, bytes. */
    public static final int ID_SIZE = Bytes.U128_SIZE;

    private IdBatch() {
        super(ID_SIZE);
    }

    /** Returns an empty batch. */
    public static IdBatch create() {
        return new IdBatch();
    }

    /** Returns a batch of these ids, in their order. */
    public static IdBatch of(Collection<UInt128> ids) {
        IdBatch batch = create();
        ids.forEach(batch::add);
        return batch;
    }

    /**
     * Appends an id. An id may occur several times.
     *
     * @throws IllegalStateException if the batch is lent to a stage
     */
    public void add(UInt128 id) {
        int at = append();
        Bytes.putU128(buffer(), at, id);
    }

    @Override
    public boolean isLinked(int index) {
        return false;
    }

    @Override
    public boolean isImported(int index) {
        return false;
    }
}

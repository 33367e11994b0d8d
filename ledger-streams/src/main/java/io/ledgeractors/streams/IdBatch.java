package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.util.Collection;

/** Ids to be looked up; see {@link LedgerBatch} for who may touch it when. Not thread-safe. */
public final class IdBatch extends LedgerBatch {
    /** Bytes of one id. */
    public static final int ID_SIZE = 16;

    private IdBatch() {
        super(ID_SIZE);
    }

    /** An empty batch. */
    public static IdBatch create() {
        return new IdBatch();
    }

    /** A batch with these ids, in their order. */
    public static IdBatch of(Collection<UInt128> ids) {
        IdBatch batch = create();
        ids.forEach(batch::add);
        return batch;
    }

    /**
     * Appends an id; the same one may stand at several places.
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

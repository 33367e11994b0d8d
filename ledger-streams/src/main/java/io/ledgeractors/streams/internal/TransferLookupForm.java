package io.ledgeractors.streams.internal;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.IdBatch;
import io.ledgeractors.streams.TransferLookup;
import io.ledgeractors.streams.TransferLookups;

/** Ids of transfers. */
public final class TransferLookupForm implements ElementForm<UInt128, TransferLookup, IdBatch, TransferLookups> {
    @Override
    public IdBatch newBatch() {
        return IdBatch.create();
    }

    @Override
    public void append(UInt128 id, IdBatch batch) {
        batch.add(id);
    }

    @Override
    public TransferLookup outcome(UInt128 id, TransferLookups results, int index) {
        return new TransferLookup(id, results.get(index));
    }
}

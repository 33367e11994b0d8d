package io.ledgeractors.streams.internal.element;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.IdBatch;
import io.ledgeractors.streams.TransferLookup;
import io.ledgeractors.streams.TransferLookups;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. The mapper of a flow that looks transfers up. Stateless. */
@InternalApi
public final class TransferLookupMapper implements ElementMapper<UInt128, TransferLookup, IdBatch, TransferLookups> {
    @Override
    public IdBatch newBatch() {
        return IdBatch.create();
    }

    @Override
    public void append(UInt128 id, IdBatch batch) {
        batch.add(id);
    }

    @Override
    public TransferLookup result(UInt128 id, TransferLookups results, int index) {
        return new TransferLookup(id, results.get(index));
    }
}

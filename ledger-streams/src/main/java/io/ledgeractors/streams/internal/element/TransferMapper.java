package io.ledgeractors.streams.internal.element;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.TransferResults;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. The mapper of a flow that creates transfers. Stateless. */
@InternalApi
public final class TransferMapper implements ElementMapper<Transfer, TransferResult, TransferBatch, TransferResults> {
    @Override
    public TransferBatch newBatch() {
        return TransferBatch.create();
    }

    @Override
    public void append(Transfer transfer, TransferBatch batch) {
        batch.add(transfer);
    }

    @Override
    public TransferResult result(Transfer transfer, TransferResults results, int index) {
        return new TransferResult(transfer, results.result(index));
    }
}

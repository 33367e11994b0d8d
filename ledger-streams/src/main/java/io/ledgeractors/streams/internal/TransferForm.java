package io.ledgeractors.streams.internal;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.TransferResults;

/** Bare transfers. */
public final class TransferForm implements ElementForm<Transfer, TransferResult, TransferBatch, TransferResults> {
    @Override
    public TransferBatch newBatch() {
        return TransferBatch.create();
    }

    @Override
    public void append(Transfer transfer, TransferBatch batch) {
        batch.add(transfer);
    }

    @Override
    public TransferResult outcome(Transfer transfer, TransferResults results, int index) {
        return new TransferResult(transfer, results.result(index));
    }
}

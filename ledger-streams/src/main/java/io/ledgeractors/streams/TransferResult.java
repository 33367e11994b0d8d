package io.ledgeractors.streams;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;

/**
 * A transfer that went through a flow and what became of it. Immutable.
 *
 * @param transfer as it was sent
 * @param result the ledger's answer
 */
public record TransferResult(Transfer transfer, CreateTransferResult result) implements LedgerResult {

    /** What became of it; {@link CreateTransferStatus#isInLedger()} tells whether the transfer is there. */
    public CreateTransferStatus status() {
        return result.status();
    }

    @Override
    public UInt128 id() {
        return transfer.id();
    }

    @Override
    public boolean isInLedger() {
        return result.status().isInLedger();
    }

    @Override
    public String statusName() {
        return result.status().wireName();
    }

    /** Nanoseconds since 1970: of the transfer if it is in the ledger, else the slot of the event. */
    @Override
    public long timestamp() {
        return result.timestamp();
    }
}

package io.ledgeractors.streams;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;

/**
 * The result of a create flow for one transfer. Immutable.
 *
 * @param transfer the transfer as it was sent
 * @param result status and timestamp that the ledger answered
 */
public record TransferResult(Transfer transfer, CreateTransferResult result) implements LedgerResult {

    /** Returns the status; {@link CreateTransferStatus#isInLedger()} tells whether the transfer is in the ledger. */
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

    /**
     * Returns the timestamp of the transfer if it is in the ledger, else the timestamp that the ledger gave to the
     * event; ns since 1970.
     */
    @Override
    public long timestamp() {
        return result.timestamp();
    }
}

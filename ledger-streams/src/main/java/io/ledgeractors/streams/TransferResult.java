package io.ledgeractors.streams;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;

/**
 * A transfer that went through a flow and what became of it. Immutable.
 *
 * @param transfer as it was sent
 * @param result the ledger's answer
 */
public record TransferResult(Transfer transfer, CreateTransferResult result) {

    /** What became of it; {@link CreateTransferStatus#isInLedger()} tells whether the transfer is there. */
    public CreateTransferStatus status() {
        return result.status();
    }

    /** Nanoseconds since 1970: of the transfer if it is in the ledger, else the slot of the event. */
    public long timestamp() {
        return result.timestamp();
    }
}

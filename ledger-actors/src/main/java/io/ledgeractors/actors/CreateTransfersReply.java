package io.ledgeractors.actors;

import io.ledgeractors.model.CreateTransferResult;

/**
 * The reply to the creation of transfers. Its results are one per transfer, at the position of the transfer in the
 * request. Immutable.
 */
public final class CreateTransfersReply extends LedgerReply<CreateTransferResult> {
    private CreateTransfersReply(Outcome<CreateTransferResult> outcome) {
        super(outcome);
    }

    /** Returns a reply with this outcome. Programs need it only to test actors without a ledger. */
    public static CreateTransfersReply of(Outcome<CreateTransferResult> outcome) {
        return new CreateTransfersReply(outcome);
    }
}

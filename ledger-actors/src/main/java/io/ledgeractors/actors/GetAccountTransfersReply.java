package io.ledgeractors.actors;

import io.ledgeractors.model.Transfer;

/**
 * The reply to a query for the transfers of one account. Its results are in the order that the filter asks for.
 * Immutable.
 */
public final class GetAccountTransfersReply extends LedgerReply<Transfer> {
    private GetAccountTransfersReply(Outcome<Transfer> outcome) {
        super(outcome);
    }

    /** Returns a reply with this outcome. Programs need it only to test actors without a ledger. */
    public static GetAccountTransfersReply of(Outcome<Transfer> outcome) {
        return new GetAccountTransfersReply(outcome);
    }
}

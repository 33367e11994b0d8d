package io.ledgeractors.actors;

import io.ledgeractors.model.Transfer;

/** The reply to a query for transfers. Its results are in the order that the filter asks for. Immutable. */
public final class QueryTransfersReply extends LedgerReply<Transfer> {
    private QueryTransfersReply(Outcome<Transfer> outcome) {
        super(outcome);
    }

    /** Returns a reply with this outcome. Programs need it only to test actors without a ledger. */
    public static QueryTransfersReply of(Outcome<Transfer> outcome) {
        return new QueryTransfersReply(outcome);
    }
}

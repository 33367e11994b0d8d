package io.ledgeractors.actors;

import io.ledgeractors.model.Transfer;

/**
 * The reply to a look-up of transfers. Its results are the transfers that exist, in the order of the ids in the
 * request. Immutable.
 */
public final class LookupTransfersReply extends LedgerReply<Transfer> {
    private LookupTransfersReply(Outcome<Transfer> outcome) {
        super(outcome);
    }

    /** Returns a reply with this outcome. Programs need it only to test actors without a ledger. */
    public static LookupTransfersReply of(Outcome<Transfer> outcome) {
        return new LookupTransfersReply(outcome);
    }
}

package io.ledgeractors.actors;

import io.ledgeractors.model.ChangeEvent;

/** The reply to a query for change events. Its results are in the order of their timestamps. Immutable. */
public final class GetChangeEventsReply extends LedgerReply<ChangeEvent> {
    private GetChangeEventsReply(Outcome<ChangeEvent> outcome) {
        super(outcome);
    }

    /** Returns a reply with this outcome. Programs need it only to test actors without a ledger. */
    public static GetChangeEventsReply of(Outcome<ChangeEvent> outcome) {
        return new GetChangeEventsReply(outcome);
    }
}

package io.ledgeractors.actors;

import io.ledgeractors.model.Account;

/** The reply to a query for accounts. Its results are in the order that the filter asks for. Immutable. */
public final class QueryAccountsReply extends LedgerReply<Account> {
    private QueryAccountsReply(Outcome<Account> outcome) {
        super(outcome);
    }

    /** Returns a reply with this outcome. Programs need it only to test actors without a ledger. */
    public static QueryAccountsReply of(Outcome<Account> outcome) {
        return new QueryAccountsReply(outcome);
    }
}

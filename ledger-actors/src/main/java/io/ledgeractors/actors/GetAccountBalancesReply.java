package io.ledgeractors.actors;

import io.ledgeractors.model.AccountBalance;

/**
 * The reply to a query for the balances of one account. Its results are in the order that the filter asks for; there
 * are none if the account was created without history. Immutable.
 */
public final class GetAccountBalancesReply extends LedgerReply<AccountBalance> {
    private GetAccountBalancesReply(Outcome<AccountBalance> outcome) {
        super(outcome);
    }

    /** Returns a reply with this outcome. Programs need it only to test actors without a ledger. */
    public static GetAccountBalancesReply of(Outcome<AccountBalance> outcome) {
        return new GetAccountBalancesReply(outcome);
    }
}

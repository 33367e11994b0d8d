package io.ledgeractors.actors;

import io.ledgeractors.model.Account;

/**
 * The reply to a look-up of accounts. Its results are the accounts that exist, in the order of the ids in the request.
 * Immutable.
 */
public final class LookupAccountsReply extends LedgerReply<Account> {
    private LookupAccountsReply(Outcome<Account> outcome) {
        super(outcome);
    }

    /** Returns a reply with this outcome. Programs need it only to test actors without a ledger. */
    public static LookupAccountsReply of(Outcome<Account> outcome) {
        return new LookupAccountsReply(outcome);
    }
}

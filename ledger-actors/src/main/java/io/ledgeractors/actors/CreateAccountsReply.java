package io.ledgeractors.actors;

import io.ledgeractors.model.CreateAccountResult;

/**
 * The reply to the creation of accounts. Its results are one per account, at the position of the account in the
 * request. Immutable.
 */
public final class CreateAccountsReply extends LedgerReply<CreateAccountResult> {
    private CreateAccountsReply(Outcome<CreateAccountResult> outcome) {
        super(outcome);
    }

    /** Returns a reply with this outcome. Programs need it only to test actors without a ledger. */
    public static CreateAccountsReply of(Outcome<CreateAccountResult> outcome) {
        return new CreateAccountsReply(outcome);
    }
}

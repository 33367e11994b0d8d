package io.ledgeractors.streams;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;

/**
 * An account that went through a flow and what became of it. Immutable.
 *
 * @param account as it was sent
 * @param result the ledger's answer
 */
public record AccountResult(Account account, CreateAccountResult result) {

    /** What became of it; {@link CreateAccountStatus#isInLedger()} tells whether the account is there. */
    public CreateAccountStatus status() {
        return result.status();
    }

    /** Nanoseconds since 1970: of the account if it is in the ledger, else the slot of the event. */
    public long timestamp() {
        return result.timestamp();
    }
}

package io.ledgeractors.streams;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.UInt128;

/**
 * The result of a create flow for one account. Immutable.
 *
 * @param account the account as it was sent
 * @param result status and timestamp that the ledger answered
 */
public record AccountResult(Account account, CreateAccountResult result) implements LedgerResult {

    /** Returns the status; {@link CreateAccountStatus#isInLedger()} tells whether the account is in the ledger. */
    public CreateAccountStatus status() {
        return result.status();
    }

    @Override
    public UInt128 id() {
        return account.id();
    }

    @Override
    public boolean isInLedger() {
        return result.status().isInLedger();
    }

    @Override
    public String statusName() {
        return result.status().wireName();
    }

    /**
     * Returns the timestamp of the account if it is in the ledger, else the timestamp that the ledger gave to the
     * event; ns since 1970.
     */
    @Override
    public long timestamp() {
        return result.timestamp();
    }
}

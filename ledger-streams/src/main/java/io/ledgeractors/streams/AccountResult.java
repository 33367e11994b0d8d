package io.ledgeractors.streams;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.UInt128;

/**
 * An account that went through a flow and what became of it. Immutable.
 *
 * @param account as it was sent
 * @param result the ledger's answer
 */
public record AccountResult(Account account, CreateAccountResult result) implements LedgerResult {

    /** What became of it; {@link CreateAccountStatus#isInLedger()} tells whether the account is there. */
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

    /** Nanoseconds since 1970: of the account if it is in the ledger, else the slot of the event. */
    @Override
    public long timestamp() {
        return result.timestamp();
    }
}

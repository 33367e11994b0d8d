package io.ledgeractors.testkit;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;

/** An account that a test describes and then creates; see {@link LedgerTestKit#account(long)}. Not thread-safe. */
public final class AccountFixture {
    private final Fixtures fixtures;
    private final Account.Builder account;
    private int flags;

    AccountFixture(Fixtures fixtures, UInt128 id) {
        this.fixtures = fixtures;
        this.account = Account.builder().id(id).ledger(LedgerTestKit.LEDGER).code(LedgerTestKit.CODE);
    }

    /** Sets the number of the account's ledger, not 0; the default is {@value LedgerTestKit#LEDGER}. */
    public AccountFixture ledger(int ledger) {
        account.ledger(ledger);
        return this;
    }

    /** Sets the kind of the account, 1 to 65535; the default is {@value LedgerTestKit#CODE}. */
    public AccountFixture code(int code) {
        account.code(code);
        return this;
    }

    /** Lets the ledger refuse transfers after which debits, also pending ones, would exceed posted credits. */
    public AccountFixture debitsMustNotExceedCredits() {
        return flag(AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS);
    }

    /** Lets the ledger refuse transfers after which credits, also pending ones, would exceed posted debits. */
    public AccountFixture creditsMustNotExceedDebits() {
        return flag(AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS);
    }

    /** Lets the ledger keep the balance after each transfer. */
    public AccountFixture history() {
        return flag(AccountFlags.HISTORY);
    }

    private AccountFixture flag(int flag) {
        flags |= flag;
        return this;
    }

    /** Sets the user data. */
    public AccountFixture userData(UInt128 userData128, long userData64, int userData32) {
        account.userData128(userData128).userData64(userData64).userData32(userData32);
        return this;
    }

    /**
     * Creates the account.
     *
     * @return the account as the ledger has it
     * @throws AssertionError if the ledger refuses it
     */
    public Account create() {
        return fixtures.create(List.of(account.flags(flags).build())).get(0);
    }
}

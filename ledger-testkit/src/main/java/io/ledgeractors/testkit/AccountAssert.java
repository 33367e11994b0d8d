package io.ledgeractors.testkit;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Checks an account as it was when {@link LedgerTestKit#assertAccount(long)} was called. Each method throws an {@link
 * AssertionError} with the expected and the actual value, the account and its last transfers. Not thread-safe.
 */
public final class AccountAssert {
    private static final int TRANSFERS_SHOWN = 10;

    private final KitCore core;
    private final Account account;

    AccountAssert(KitCore core, Account account) {
        this.core = core;
        this.account = account;
    }

    /** Checks the posted debits. */
    public AccountAssert debitsPosted(UInt128 expected) {
        return check("debits posted", Account::debitsPosted, expected);
    }

    /** Checks the posted debits, not negative. */
    public AccountAssert debitsPosted(long expected) {
        return debitsPosted(UInt128.of(expected));
    }

    /** Checks the pending debits. */
    public AccountAssert debitsPending(UInt128 expected) {
        return check("debits pending", Account::debitsPending, expected);
    }

    /** Checks the pending debits, not negative. */
    public AccountAssert debitsPending(long expected) {
        return debitsPending(UInt128.of(expected));
    }

    /** Checks the posted credits. */
    public AccountAssert creditsPosted(UInt128 expected) {
        return check("credits posted", Account::creditsPosted, expected);
    }

    /** Checks the posted credits, not negative. */
    public AccountAssert creditsPosted(long expected) {
        return creditsPosted(UInt128.of(expected));
    }

    /** Checks the pending credits. */
    public AccountAssert creditsPending(UInt128 expected) {
        return check("credits pending", Account::creditsPending, expected);
    }

    /** Checks the pending credits, not negative. */
    public AccountAssert creditsPending(long expected) {
        return creditsPending(UInt128.of(expected));
    }

    /** Checks that the account is closed. */
    public AccountAssert isClosed() {
        return require(AccountFlags.has(account.flags(), AccountFlags.CLOSED), "is open, expected to be closed");
    }

    /** Checks that the account is open. */
    public AccountAssert isOpen() {
        return require(!AccountFlags.has(account.flags(), AccountFlags.CLOSED), "is closed, expected to be open");
    }

    /** Returns the account. */
    public Account account() {
        return account;
    }

    private AccountAssert check(String what, Function<Account, UInt128> value, UInt128 expected) {
        UInt128 actual = value.apply(account);
        return require(actual.equals(expected), "has " + what + " " + actual + ", expected " + expected);
    }

    private AccountAssert require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("account " + account.id() + " " + otherwise + System.lineSeparator() + describe());
        }
        return this;
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "  debits: posted %s, pending %s; credits: posted %s, pending %s; ledger %s, code %s, flags %s",
                account.debitsPosted(),
                account.debitsPending(),
                account.creditsPosted(),
                account.creditsPending(),
                Integer.toUnsignedString(account.ledger()),
                account.code(),
                account.flagSet());
        List<Transfer> last = lastTransfers();
        line(text, last.isEmpty() ? "  no transfers" : "  last transfers, newest first:");
        for (Transfer transfer : last) {
            line(
                    text,
                    "    %s: %s -> %s, amount %s, code %s, flags %s, pending id %s, timeout %s s, at %s",
                    transfer.id(),
                    transfer.debitAccountId(),
                    transfer.creditAccountId(),
                    transfer.amount(),
                    transfer.code(),
                    transfer.flagSet(),
                    transfer.pendingId(),
                    Integer.toUnsignedString(transfer.timeout()),
                    Instant.EPOCH.plusNanos(transfer.timestamp()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(format, values)).append(System.lineSeparator());
    }

    private List<Transfer> lastTransfers() {
        AccountFilter filter = AccountFilter.builder()
                .accountId(account.id())
                .flags(AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS | AccountFilterFlags.REVERSED)
                .limit(TRANSFERS_SHOWN)
                .build();
        return core.await(core.inspector().getAccountTransfersAsync(filter));
    }
}

package io.ledgeractors.embedded.state.tables;

/**
 * Gives accounts the balances and flags that they had after the newest account event, when the ledger is opened. Each
 * event holds what its two accounts had after it, so it does not matter how often an event is taken.
 */
final class BalanceRecovery {
    private final LedgerTables tables;
    private final AccountState account = new AccountState();

    BalanceRecovery(LedgerTables tables) {
        this.tables = tables;
    }

    /** Takes the events of transfers and expiries from these ordinals on, in the order in which they happened. */
    void run(int firstTransfer, int firstExpiry) {
        AccountEvents expiries = tables.expiries.events();
        int expiry = firstExpiry;
        for (int transfer = firstTransfer; transfer < tables.transfers.count(); transfer++) {
            while (expiry < expiries.count() && tables.expiries.transfersBefore(expiry) <= transfer) {
                take(expiries, expiry++);
            }
            take(tables.transfers.events(), transfer);
        }
        while (expiry < expiries.count()) {
            take(expiries, expiry++);
        }
    }

    private void take(AccountEvents events, int ordinal) {
        events.readDebit(ordinal, account);
        tables.accounts.store(account);
        events.readCredit(ordinal, account);
        tables.accounts.store(account);
    }
}

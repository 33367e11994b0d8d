package io.ledgeractors.examples.shared;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accounts as the ledger would return them after money has moved, for tests of proofs. */
public final class BalancedAccounts {
    private final Map<UInt128, UInt128> debits = new HashMap<>();
    private final Map<UInt128, UInt128> credits = new HashMap<>();

    /** Moves an amount. */
    public void move(UInt128 debitAccountId, UInt128 creditAccountId, UInt128 amount) {
        debits.merge(debitAccountId, amount, UInt128::plus);
        credits.merge(creditAccountId, amount, UInt128::plus);
    }

    /** Returns these accounts by their ids, with what was moved as posted. */
    public Map<UInt128, Account> of(List<Account> accounts) {
        Map<UInt128, Account> balanced = new HashMap<>();
        for (Account account : accounts) {
            balanced.put(
                    account.id(),
                    new Account(
                            account.id(),
                            UInt128.ZERO,
                            debits.getOrDefault(account.id(), UInt128.ZERO),
                            UInt128.ZERO,
                            credits.getOrDefault(account.id(), UInt128.ZERO),
                            account.userData128(),
                            account.userData64(),
                            account.userData32(),
                            account.ledger(),
                            account.code(),
                            account.flags(),
                            0));
        }
        return balanced;
    }
}

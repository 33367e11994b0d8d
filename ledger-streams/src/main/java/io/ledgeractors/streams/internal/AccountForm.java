package io.ledgeractors.streams.internal;

import io.ledgeractors.model.Account;
import io.ledgeractors.streams.AccountBatch;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.AccountResults;

/** Bare accounts. */
public final class AccountForm implements ElementForm<Account, AccountResult, AccountBatch, AccountResults> {
    @Override
    public AccountBatch newBatch() {
        return AccountBatch.create();
    }

    @Override
    public void append(Account account, AccountBatch batch) {
        batch.add(account);
    }

    @Override
    public AccountResult outcome(Account account, AccountResults results, int index) {
        return new AccountResult(account, results.result(index));
    }
}

package io.ledgeractors.streams.internal.element;

import io.ledgeractors.model.Account;
import io.ledgeractors.streams.AccountBatch;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.AccountResults;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. The mapper of a flow that creates accounts. Stateless. */
@InternalApi
public final class AccountMapper implements ElementMapper<Account, AccountResult, AccountBatch, AccountResults> {
    @Override
    public AccountBatch newBatch() {
        return AccountBatch.create();
    }

    @Override
    public void append(Account account, AccountBatch batch) {
        batch.add(account);
    }

    @Override
    public AccountResult result(Account account, AccountResults results, int index) {
        return new AccountResult(account, results.result(index));
    }
}

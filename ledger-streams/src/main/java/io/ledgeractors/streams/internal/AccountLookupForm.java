package io.ledgeractors.streams.internal;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.AccountLookup;
import io.ledgeractors.streams.AccountLookups;
import io.ledgeractors.streams.IdBatch;

/** Ids of accounts. */
public final class AccountLookupForm implements ElementForm<UInt128, AccountLookup, IdBatch, AccountLookups> {
    @Override
    public IdBatch newBatch() {
        return IdBatch.create();
    }

    @Override
    public void append(UInt128 id, IdBatch batch) {
        batch.add(id);
    }

    @Override
    public AccountLookup outcome(UInt128 id, AccountLookups results, int index) {
        return new AccountLookup(id, results.get(index));
    }
}

package io.ledgeractors.streams.internal.element;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.AccountLookup;
import io.ledgeractors.streams.AccountLookups;
import io.ledgeractors.streams.IdBatch;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. The mapper of a flow that looks accounts up. Stateless. */
@InternalApi
public final class AccountLookupMapper implements ElementMapper<UInt128, AccountLookup, IdBatch, AccountLookups> {
    @Override
    public IdBatch newBatch() {
        return IdBatch.create();
    }

    @Override
    public void append(UInt128 id, IdBatch batch) {
        batch.add(id);
    }

    @Override
    public AccountLookup result(UInt128 id, AccountLookups results, int index) {
        return new AccountLookup(id, results.get(index));
    }
}

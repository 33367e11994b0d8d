package io.ledgeractors.streams;

import io.ledgeractors.model.Account;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.pekko.annotation.InternalApi;

/** The accounts that were found for an {@link IdBatch}, each at the position of its id. Not thread-safe. */
public final class AccountLookups extends LookupResults {
    /**
     * INTERNAL API. Pairs a batch of ids with the objects found.
     *
     * @param batch the ids
     * @param bytes 128 bytes per account found, in the order of the ids, little endian, from 0 to the limit; not copied
     * @throws IllegalArgumentException if the bytes hold other objects, or in another order
     */
    @InternalApi
    public AccountLookups(IdBatch batch, ByteBuffer bytes) {
        super(batch, bytes);
    }

    /**
     * Returns the account, or empty if the ledger has none with this id.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no id at {@code index}
     */
    public Optional<Account> get(int index) {
        return isFound(index) ? Optional.of(AccountCodec.decode(bytes(), offset(index))) : Optional.empty();
    }
}

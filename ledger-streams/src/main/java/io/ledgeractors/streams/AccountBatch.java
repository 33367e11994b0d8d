package io.ledgeractors.streams;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;
import java.util.Collection;

/** A batch of encoded accounts that are to be created. {@link LedgerBatch} says when it may change. Not thread-safe. */
public final class AccountBatch extends EventBatch {
    private AccountBatch() {
        super(AccountFlags.IMPORTED);
    }

    /** Returns an empty batch. */
    public static AccountBatch create() {
        return new AccountBatch();
    }

    /** Returns a batch of these accounts, in their order. */
    public static AccountBatch of(Collection<Account> accounts) {
        AccountBatch batch = create();
        accounts.forEach(batch::add);
        return batch;
    }

    /**
     * Appends an account.
     *
     * @throws IllegalStateException if the batch is lent to a stage
     */
    public void add(Account account) {
        int at = append();
        AccountCodec.encode(account, buffer(), at);
    }

    /**
     * Returns an account.
     *
     * @param index 0 to {@link #count()} - 1
     * @throws IndexOutOfBoundsException if there is no account at {@code index}
     */
    public Account get(int index) {
        ByteBuffer buffer = buffer();
        return AccountCodec.decode(buffer, offset(index));
    }
}

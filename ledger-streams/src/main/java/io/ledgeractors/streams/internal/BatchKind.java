package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.AccountBatch;
import io.ledgeractors.streams.AccountLookups;
import io.ledgeractors.streams.AccountResults;
import io.ledgeractors.streams.IdBatch;
import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferLookups;
import io.ledgeractors.streams.TransferResults;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.function.BiFunction;

/**
 * What is done with batches.
 *
 * @param <B> batches
 * @param <R> their results
 * @param operation of the requests
 * @param pairing joins a batch and the bytes of its results
 */
public record BatchKind<B extends LedgerBatch, R>(Operation operation, BiFunction<B, ByteBuffer, R> pairing) {
    /** Creates accounts. */
    public static final BatchKind<AccountBatch, AccountResults> CREATE_ACCOUNTS =
            new BatchKind<>(Operation.CREATE_ACCOUNTS, AccountResults::new);

    /** Creates transfers. */
    public static final BatchKind<TransferBatch, TransferResults> CREATE_TRANSFERS =
            new BatchKind<>(Operation.CREATE_TRANSFERS, TransferResults::new);

    /** Reads accounts. */
    public static final BatchKind<IdBatch, AccountLookups> LOOKUP_ACCOUNTS =
            new BatchKind<>(Operation.LOOKUP_ACCOUNTS, AccountLookups::new);

    /** Reads transfers. */
    public static final BatchKind<IdBatch, TransferLookups> LOOKUP_TRANSFERS =
            new BatchKind<>(Operation.LOOKUP_TRANSFERS, TransferLookups::new);
}

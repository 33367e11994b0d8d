package io.ledgeractors.streams.internal.batch;

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
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. An operation that takes batches. Immutable.
 *
 * @param <B> batches
 * @param <R> their results
 * @param operation the operation of the requests
 * @param pairing joins a batch with the bytes of its results
 */
@InternalApi
public record BatchOperation<B extends LedgerBatch, R>(Operation operation, BiFunction<B, ByteBuffer, R> pairing) {
    /** Creates accounts. */
    public static final BatchOperation<AccountBatch, AccountResults> CREATE_ACCOUNTS =
            new BatchOperation<>(Operation.CREATE_ACCOUNTS, AccountResults::new);

    /** Creates transfers. */
    public static final BatchOperation<TransferBatch, TransferResults> CREATE_TRANSFERS =
            new BatchOperation<>(Operation.CREATE_TRANSFERS, TransferResults::new);

    /** Looks accounts up by their ids. */
    public static final BatchOperation<IdBatch, AccountLookups> LOOKUP_ACCOUNTS =
            new BatchOperation<>(Operation.LOOKUP_ACCOUNTS, AccountLookups::new);

    /** Looks transfers up by their ids. */
    public static final BatchOperation<IdBatch, TransferLookups> LOOKUP_TRANSFERS =
            new BatchOperation<>(Operation.LOOKUP_TRANSFERS, TransferLookups::new);
}

package io.ledgeractors.streams.internal.page;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. A query that is read page by page, as it is encoded on the wire. Immutable.
 *
 * @param <T> objects
 * @param <F> filters
 * @param operation the operation of the requests
 * @param filter the layout of the encoded filter
 * @param timestamp offset of the timestamp in an encoded object, bytes
 * @param decoder decodes an object
 * @param endsShort true if a page with fewer objects than its limit is the last one; false for change events, because
 *     the ledger may shorten their pages
 */
@InternalApi
public record PagedQuery<T, F>(
        Operation operation, FilterLayout<F> filter, int timestamp, Decoder<T> decoder, boolean endsShort) {
    /** Reads the transfers of an account. */
    public static final PagedQuery<Transfer, AccountFilter> ACCOUNT_TRANSFERS = new PagedQuery<>(
            Operation.GET_ACCOUNT_TRANSFERS,
            FilterLayout.OF_ACCOUNT,
            TransferCodec.TIMESTAMP,
            TransferCodec::decode,
            true);

    /** Reads the balances of an account. */
    public static final PagedQuery<AccountBalance, AccountFilter> ACCOUNT_BALANCES = new PagedQuery<>(
            Operation.GET_ACCOUNT_BALANCES,
            FilterLayout.OF_ACCOUNT,
            AccountBalanceCodec.TIMESTAMP,
            AccountBalanceCodec::decode,
            true);

    /** Finds accounts by their fields. */
    public static final PagedQuery<Account, QueryFilter> ACCOUNTS = new PagedQuery<>(
            Operation.QUERY_ACCOUNTS, FilterLayout.OF_QUERY, AccountCodec.TIMESTAMP, AccountCodec::decode, true);

    /** Finds transfers by their fields. */
    public static final PagedQuery<Transfer, QueryFilter> TRANSFERS = new PagedQuery<>(
            Operation.QUERY_TRANSFERS, FilterLayout.OF_QUERY, TransferCodec.TIMESTAMP, TransferCodec::decode, true);

    /** Reads change events. */
    public static final PagedQuery<ChangeEvent, ChangeEventsFilter> CHANGE_EVENTS = new PagedQuery<>(
            Operation.GET_CHANGE_EVENTS,
            FilterLayout.OF_CHANGES,
            ChangeEventCodec.TIMESTAMP,
            ChangeEventCodec::decode,
            false);

    /**
     * Decodes objects.
     *
     * @param <T> objects
     */
    @FunctionalInterface
    public interface Decoder<T> {
        /** Decodes the object at {@code offset}. */
        T decode(ByteBuffer buffer, int offset);
    }

    /**
     * The layout of an encoded filter: its size and the offsets of the fields that differ from page to page, in bytes.
     *
     * @param <F> filters
     */
    record FilterLayout<F>(
            int size, Encoder<F> encoder, int timestampMin, int timestampMax, int limit, Reversal<F> reversed) {
        static final FilterLayout<AccountFilter> OF_ACCOUNT = new FilterLayout<>(
                AccountFilterCodec.SIZE,
                AccountFilterCodec::encode,
                AccountFilterCodec.TIMESTAMP_MIN,
                AccountFilterCodec.TIMESTAMP_MAX,
                AccountFilterCodec.LIMIT,
                filter -> AccountFilterFlags.has(filter.flags(), AccountFilterFlags.REVERSED));

        static final FilterLayout<QueryFilter> OF_QUERY = new FilterLayout<>(
                QueryFilterCodec.SIZE,
                QueryFilterCodec::encode,
                QueryFilterCodec.TIMESTAMP_MIN,
                QueryFilterCodec.TIMESTAMP_MAX,
                QueryFilterCodec.LIMIT,
                filter -> QueryFilterFlags.has(filter.flags(), QueryFilterFlags.REVERSED));

        static final FilterLayout<ChangeEventsFilter> OF_CHANGES = new FilterLayout<>(
                ChangeEventsFilterCodec.SIZE,
                ChangeEventsFilterCodec::encode,
                ChangeEventsFilterCodec.TIMESTAMP_MIN,
                ChangeEventsFilterCodec.TIMESTAMP_MAX,
                ChangeEventsFilterCodec.LIMIT,
                filter -> false);

        ByteBuffer encode(F filter) {
            ByteBuffer bytes = Bytes.allocate(size);
            encoder.encode(filter, bytes, 0);
            return bytes;
        }
    }

    @FunctionalInterface
    interface Encoder<F> {
        void encode(F filter, ByteBuffer buffer, int offset);
    }

    @FunctionalInterface
    interface Reversal<F> {
        boolean isReversed(F filter);
    }
}

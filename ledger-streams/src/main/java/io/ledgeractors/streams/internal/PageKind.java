package io.ledgeractors.streams.internal;

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

/**
 * How a query that is read page by page looks on the wire.
 *
 * @param <T> objects
 * @param <F> filters
 * @param operation of the requests
 * @param filter how the filter is encoded
 * @param timestamp where the timestamp stands in an object
 * @param decoder of an object
 * @param endsShort true if fewer objects than asked for mean that there are no more; the ledger may cut pages of change
 *     events
 */
public record PageKind<T, F>(
        Operation operation, FilterForm<F> filter, int timestamp, Decoder<T> decoder, boolean endsShort) {
    /** Transfers of an account. */
    public static final PageKind<Transfer, AccountFilter> ACCOUNT_TRANSFERS = new PageKind<>(
            Operation.GET_ACCOUNT_TRANSFERS,
            FilterForm.OF_ACCOUNT,
            TransferCodec.TIMESTAMP,
            TransferCodec::decode,
            true);

    /** Balances of an account. */
    public static final PageKind<AccountBalance, AccountFilter> ACCOUNT_BALANCES = new PageKind<>(
            Operation.GET_ACCOUNT_BALANCES,
            FilterForm.OF_ACCOUNT,
            AccountBalanceCodec.TIMESTAMP,
            AccountBalanceCodec::decode,
            true);

    /** Accounts by their fields. */
    public static final PageKind<Account, QueryFilter> ACCOUNTS = new PageKind<>(
            Operation.QUERY_ACCOUNTS, FilterForm.OF_QUERY, AccountCodec.TIMESTAMP, AccountCodec::decode, true);

    /** Transfers by their fields. */
    public static final PageKind<Transfer, QueryFilter> TRANSFERS = new PageKind<>(
            Operation.QUERY_TRANSFERS, FilterForm.OF_QUERY, TransferCodec.TIMESTAMP, TransferCodec::decode, true);

    /** What has happened. */
    public static final PageKind<ChangeEvent, ChangeEventsFilter> CHANGE_EVENTS = new PageKind<>(
            Operation.GET_CHANGE_EVENTS,
            FilterForm.OF_CHANGES,
            ChangeEventCodec.TIMESTAMP,
            ChangeEventCodec::decode,
            false);

    /**
     * Reads an object.
     *
     * @param <T> objects
     */
    @FunctionalInterface
    public interface Decoder<T> {
        /** Reads the object at {@code offset}. */
        T decode(ByteBuffer buffer, int offset);
    }

    /**
     * Where in an encoded filter the page stands.
     *
     * @param <F> filters
     */
    record FilterForm<F>(
            int size, Encoder<F> encoder, int timestampMin, int timestampMax, int limit, Direction<F> reversed) {
        static final FilterForm<AccountFilter> OF_ACCOUNT = new FilterForm<>(
                AccountFilterCodec.SIZE,
                AccountFilterCodec::encode,
                AccountFilterCodec.TIMESTAMP_MIN,
                AccountFilterCodec.TIMESTAMP_MAX,
                AccountFilterCodec.LIMIT,
                filter -> AccountFilterFlags.has(filter.flags(), AccountFilterFlags.REVERSED));

        static final FilterForm<QueryFilter> OF_QUERY = new FilterForm<>(
                QueryFilterCodec.SIZE,
                QueryFilterCodec::encode,
                QueryFilterCodec.TIMESTAMP_MIN,
                QueryFilterCodec.TIMESTAMP_MAX,
                QueryFilterCodec.LIMIT,
                filter -> QueryFilterFlags.has(filter.flags(), QueryFilterFlags.REVERSED));

        static final FilterForm<ChangeEventsFilter> OF_CHANGES = new FilterForm<>(
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
    interface Direction<F> {
        boolean isReversed(F filter);
    }
}

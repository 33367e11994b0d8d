package io.ledgeractors.tck.naive;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.generator.PreparedLedger;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;

/** Executes encoded requests by a {@link NaiveLedger} and encodes the replies. Not thread-safe. */
public final class NaiveStateMachine implements PreparedLedger {
    /** The default of the greatest body of a request in bytes. */
    public static final int BATCH_SIZE_LIMIT = 1_048_320;

    private final NaiveLedger ledger = new NaiveLedger();
    private final BodyRules bodies;

    /** Creates an empty ledger that accepts request bodies of up to so many bytes. */
    public NaiveStateMachine(int batchSizeLimit) {
        this.bodies = new BodyRules(batchSizeLimit);
    }

    /** Returns all accounts, the oldest first. */
    public Collection<Account> accounts() {
        return ledger.accounts();
    }

    @Override
    public boolean isValid(Operation operation, ByteBuffer body) {
        return bodies.isValid(operation, body);
    }

    @Override
    public long nextExpiry() {
        return ledger.nextExpiry();
    }

    @Override
    public int pulse(long timestamp) {
        return ledger.pulse(timestamp, bodies.expiriesMax());
    }

    @Override
    public ByteBuffer execute(Operation operation, long timestamp, ByteBuffer body) {
        if (!isValid(operation, body)) {
            throw new IllegalArgumentException("a malformed " + operation + " of " + body.limit() + " bytes");
        }
        List<Integer> counts = counts(operation, body);
        int left = counts.stream().mapToInt(Integer::intValue).sum();
        int at = 0;
        List<List<byte[]>> replies = new ArrayList<>();
        for (int count : counts) {
            left -= count;
            long last = operation.isCreate() ? timestamp - left : timestamp;
            replies.add(batch(operation, last, body, at, count));
            at += count * operation.eventSize();
        }
        return Replies.join(operation, replies);
    }

    private static List<Integer> counts(Operation operation, ByteBuffer body) {
        if (!operation.isMultiBatch()) {
            return List.of(body.limit() / operation.eventSize());
        }
        List<Integer> counts = new ArrayList<>();
        int batches = MultiBatch.batches(body, 0, body.limit(), operation.eventSize());
        for (int i = 0; i < batches; i++) {
            counts.add(MultiBatch.count(body, 0, body.limit(), i));
        }
        return counts;
    }

    // The results of one batch, each encoded.
    private List<byte[]> batch(Operation operation, long last, ByteBuffer body, int at, int count) {
        int most = bodies.resultsMax(operation);
        return switch (operation) {
            case CREATE_ACCOUNTS, CREATE_ACCOUNTS_SPARSE, CREATE_ACCOUNTS_PLAIN -> {
                List<AccountEvent> events = decode(body, at, count, AccountCodec.SIZE, NaiveStateMachine::accountEvent);
                yield Replies.accounts(operation, ledger.createAccounts(last, events));
            }
            case CREATE_TRANSFERS, CREATE_TRANSFERS_SPARSE, CREATE_TRANSFERS_PLAIN ->
                Replies.transfers(
                        operation,
                        ledger.createTransfers(
                                last, decode(body, at, count, TransferCodec.SIZE, TransferCodec::decode)));
            case LOOKUP_ACCOUNTS, LOOKUP_ACCOUNTS_PLAIN ->
                Replies.encode(ledger.lookupAccounts(ids(body, at, count)), AccountCodec.SIZE, AccountCodec::encode);
            case LOOKUP_TRANSFERS, LOOKUP_TRANSFERS_PLAIN ->
                Replies.encode(ledger.lookupTransfers(ids(body, at, count)), TransferCodec.SIZE, TransferCodec::encode);
            case GET_ACCOUNT_TRANSFERS, GET_ACCOUNT_TRANSFERS_PLAIN ->
                Bytes.isZero(body, at + 46, 58)
                        ? Replies.encode(
                                ledger.getAccountTransfers(AccountFilterCodec.decode(body, at), most),
                                TransferCodec.SIZE,
                                TransferCodec::encode)
                        : List.of();
            case GET_ACCOUNT_BALANCES, GET_ACCOUNT_BALANCES_PLAIN ->
                Bytes.isZero(body, at + 46, 58)
                        ? Replies.encode(
                                ledger.getAccountBalances(AccountFilterCodec.decode(body, at), most),
                                AccountBalanceCodec.SIZE,
                                AccountBalanceCodec::encode)
                        : List.of();
            case QUERY_ACCOUNTS, QUERY_ACCOUNTS_PLAIN ->
                Bytes.isZero(body, at + 34, 6)
                        ? Replies.encode(
                                ledger.queryAccounts(QueryFilterCodec.decode(body, at), most),
                                AccountCodec.SIZE,
                                AccountCodec::encode)
                        : List.of();
            case QUERY_TRANSFERS, QUERY_TRANSFERS_PLAIN ->
                Bytes.isZero(body, at + 34, 6)
                        ? Replies.encode(
                                ledger.queryTransfers(QueryFilterCodec.decode(body, at), most),
                                TransferCodec.SIZE,
                                TransferCodec::encode)
                        : List.of();
            case GET_CHANGE_EVENTS ->
                Bytes.isZero(body, at + 20, 44)
                        ? Replies.encode(
                                ledger.getChangeEvents(ChangeEventsFilterCodec.decode(body, at), most),
                                ChangeEventCodec.SIZE,
                                ChangeEventCodec::encode)
                        : List.of();
            case REGISTER -> throw new IllegalArgumentException("a session registers, not a ledger");
        };
    }

    private static AccountEvent accountEvent(ByteBuffer body, int at) {
        return new AccountEvent(AccountCodec.decode(body, at), body.getInt(at + 108));
    }

    private static List<UInt128> ids(ByteBuffer body, int at, int count) {
        return decode(body, at, count, 16, Bytes::getU128);
    }

    private static <T> List<T> decode(
            ByteBuffer body, int at, int count, int size, BiFunction<ByteBuffer, Integer, T> codec) {
        List<T> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(codec.apply(body, at + i * size));
        }
        return events;
    }
}

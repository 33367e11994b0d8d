package io.ledgeractors.tck.generator;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Generates random requests that often reach each status of a ledger. It remembers a bounded number of its requests and
 * their results. The same seed and the same replies give the same requests. Not thread-safe.
 */
public final class RequestGenerator {
    private static final int MANY_BATCHES = 130;
    private static final int REMEMBERED_REQUESTS = 8;

    private final List<GeneratedRequest> sent = new ArrayList<>();
    private final Chance chance;
    private final Values values;
    private final Memory memory;
    private final AccountMaker accounts;
    private final TransferMaker transfers;
    private final FilterMaker filters;
    private final int eventsMax;

    /**
     * Creates a generator without memory.
     *
     * @param batchSizeLimit greatest body that the ledger takes, in bytes
     */
    public RequestGenerator(long seed, int batchSizeLimit) {
        this.chance = new Chance(seed);
        this.values = new Values(chance);
        this.memory = new Memory(chance);
        this.accounts = new AccountMaker(chance, values, memory);
        this.transfers = new TransferMaker(chance, values, memory);
        this.filters = new FilterMaker(chance, values, memory);
        this.eventsMax = batchSizeLimit / AccountCodec.SIZE - 1;
    }

    /**
     * Returns the next request. About one in fifty is malformed.
     *
     * @param now the ledger's clock, ns since 1970
     */
    public GeneratedRequest next(long now) {
        if (!sent.isEmpty() && chance.percent(3)) {
            return chance.of(sent);
        }
        GeneratedRequest request = memory.hasAccounts() ? any(now) : createAccounts(now, false);
        return chance.percent(1) ? malformed(request) : request;
    }

    /** Remembers the reply to a request. */
    public void learn(GeneratedRequest request, long timestamp, ByteBuffer reply) {
        if (!request.operation().isCreate()) {
            return;
        }
        remember(request);
        CreateAnswers answers = new CreateAnswers(request, timestamp, reply);
        if (request.createsAccounts()) {
            answers.forEach((at, status, time) ->
                    memory.answered(AccountCodec.decode(request.body(), at), CreateAccountStatus.ofCode(status), time));
        } else {
            answers.forEach((at, status, time) -> memory.answered(
                    TransferCodec.decode(request.body(), at), CreateTransferStatus.ofCode(status), time));
        }
    }

    /** Remembers the number of transfers that expired and the time of the last one. */
    public void learnPulse(long timestamp, int expired) {
        for (int i = 0; i < expired; i++) {
            memory.expired(timestamp - expired + 1 + i);
        }
    }

    private void remember(GeneratedRequest request) {
        if (sent.size() == REMEMBERED_REQUESTS) {
            sent.remove(chance.between(0, REMEMBERED_REQUESTS - 1));
        }
        sent.add(request);
    }

    private GeneratedRequest any(long now) {
        return switch (chance.weighted(560, 70, 70, 30, 40, 40, 50, 45, 30, 40, 25)) {
            case 0 -> createTransfers(now, false);
            case 1 -> createAccounts(now, false);
            case 2 -> createTransfers(now, true);
            case 3 -> createAccounts(now, true);
            case 4 ->
                lookup(
                        Operation.LOOKUP_ACCOUNTS,
                        Operation.LOOKUP_ACCOUNTS_PLAIN,
                        () -> chance.of(memory.accounts).id());
            case 5 -> lookup(Operation.LOOKUP_TRANSFERS, Operation.LOOKUP_TRANSFERS_PLAIN, this::sentTransferId);
            case 6 ->
                query(Operation.GET_ACCOUNT_TRANSFERS, Operation.GET_ACCOUNT_TRANSFERS_PLAIN, this::accountFilter);
            case 7 -> query(Operation.GET_ACCOUNT_BALANCES, Operation.GET_ACCOUNT_BALANCES_PLAIN, this::accountFilter);
            case 8 -> query(Operation.QUERY_ACCOUNTS, Operation.QUERY_ACCOUNTS_PLAIN, this::queryFilter);
            case 9 -> query(Operation.QUERY_TRANSFERS, Operation.QUERY_TRANSFERS_PLAIN, this::queryFilter);
            default -> query(Operation.GET_CHANGE_EVENTS, Operation.GET_CHANGE_EVENTS, this::changeEventsFilter);
        };
    }

    private GeneratedRequest createAccounts(long now, boolean imported) {
        Operation operation = switch (chance.weighted(76, 12, 12)) {
            case 1 -> Operation.CREATE_ACCOUNTS_SPARSE;
            case 2 -> Operation.CREATE_ACCOUNTS_PLAIN;
            default -> Operation.CREATE_ACCOUNTS;
        };
        List<List<byte[]>> batches = new ArrayList<>();
        for (int size : sizes(operation, () -> chance.percent(3) ? 0 : chance.between(1, 12))) {
            ImportTimes times = imported ? ImportTimes.ofAccounts(chance, memory, now) : null;
            double wrong = wrong();
            Chain chain = new Chain();
            List<byte[]> batch = new ArrayList<>();
            for (int left = size; left > 0; left--) {
                Account account = accounts.next(wrong);
                int linked = chain.next(left == 1) ? AccountFlags.LINKED : 0;
                Account.Builder builder = account.toBuilder().flags(account.flags() | linked);
                if (times != null && chance.percent(97)) {
                    builder.flags(account.flags() | linked | AccountFlags.IMPORTED)
                            .timestampUnsigned(times.next());
                }
                ByteBuffer bytes = Bytes.allocate(AccountCodec.SIZE);
                AccountCodec.encode(builder.build(), bytes, 0);
                bytes.putInt(108, chance.percent(wrong / 10) ? 1 : 0);
                batch.add(bytes.array());
            }
            batches.add(batch);
        }
        return GeneratedRequest.of(operation, batches);
    }

    private GeneratedRequest createTransfers(long now, boolean imported) {
        Operation operation = switch (chance.weighted(76, 12, 12)) {
            case 1 -> Operation.CREATE_TRANSFERS_SPARSE;
            case 2 -> Operation.CREATE_TRANSFERS_PLAIN;
            default -> Operation.CREATE_TRANSFERS;
        };
        List<List<byte[]>> batches = new ArrayList<>();
        for (int size : sizes(operation, this::transfersOfBatch)) {
            ImportTimes times = imported ? ImportTimes.ofTransfers(chance, memory, now) : null;
            double wrong = wrong();
            Chain chain = new Chain();
            List<byte[]> batch = new ArrayList<>();
            for (int left = size; left > 0; left--) {
                Transfer transfer = transfers.next(wrong);
                int linked = chain.next(left == 1) ? TransferFlags.LINKED : 0;
                Transfer.Builder builder = transfer.toBuilder().flags(transfer.flags() | linked);
                if (times != null && chance.percent(97)) {
                    builder.flags(transfer.flags() | linked | TransferFlags.IMPORTED)
                            .timestampUnsigned(times.next())
                            .timeoutUnsigned(chance.percent(90) ? 0 : transfer.timeout());
                    newestAccount(builder, transfer);
                }
                ByteBuffer bytes = Bytes.allocate(TransferCodec.SIZE);
                TransferCodec.encode(builder.build(), bytes, 0);
                batch.add(bytes.array());
            }
            batches.add(batch);
        }
        return GeneratedRequest.of(operation, batches);
    }

    // An imported transfer may be older than its accounts, but only if one of them is newer than every transfer.
    private void newestAccount(Transfer.Builder builder, Transfer transfer) {
        Account newest = memory.accounts.get(memory.accounts.size() - 1);
        if (newest.ledger() == transfer.ledger() && chance.percent(30)) {
            if (chance.percent(50)) {
                builder.debitAccountId(newest.id());
            } else {
                builder.creditAccountId(newest.id());
            }
        }
    }

    private int transfersOfBatch() {
        return switch (chance.weighted(3, 45, 40, 11, 1)) {
            case 0 -> 0;
            case 1 -> chance.between(1, 6);
            case 2 -> chance.between(7, 30);
            case 3 -> chance.between(31, 100);
            default -> eventsMax > 1_000 ? 200 : eventsMax + chance.between(-1, 2);
        };
    }

    // Returns the sizes of the batches of a request: one, a few, or so many that the trailer spans several elements.
    private List<Integer> sizes(Operation operation, IntSupplier size) {
        int kind = operation.isMultiBatch() ? chance.weighted(82, 16, 2) : 0;
        int batches = switch (kind) {
            case 1 -> chance.between(2, 5);
            case 2 -> chance.between(60, MANY_BATCHES);
            default -> 1;
        };
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            sizes.add(kind == 2 ? Math.min(size.getAsInt(), chance.between(0, 2)) : size.getAsInt());
        }
        return sizes;
    }

    private double wrong() {
        return chance.of(1, 10, 10, 30);
    }

    private GeneratedRequest lookup(Operation current, Operation old, Supplier<UInt128> known) {
        Operation operation = chance.percent(80) ? current : old;
        List<List<byte[]>> batches = new ArrayList<>();
        for (int size : sizes(operation, () -> chance.between(0, 40))) {
            List<byte[]> batch = new ArrayList<>();
            for (int left = size; left > 0; left--) {
                UInt128 id = chance.percent(95) ? known.get() : values.newId();
                ByteBuffer bytes = Bytes.allocate(16);
                Bytes.putU128(bytes, 0, chance.percent(1) ? UInt128.MAX : id);
                batch.add(bytes.array());
            }
            batches.add(batch);
        }
        return GeneratedRequest.of(operation, batches);
    }

    private UInt128 sentTransferId() {
        return memory.sentTransfers.isEmpty()
                ? values.newId()
                : chance.of(memory.sentTransfers).id();
    }

    private GeneratedRequest query(Operation current, Operation old, Supplier<ByteBuffer> filter) {
        Operation operation = chance.percent(80) ? current : old;
        List<Integer> sizes = sizes(operation, () -> 1);
        filters.expect(sizes.size());
        List<List<byte[]>> batches = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            batches.add(List.of(filter.get().array()));
        }
        return GeneratedRequest.of(operation, batches);
    }

    private ByteBuffer accountFilter() {
        ByteBuffer bytes = Bytes.allocate(AccountFilterCodec.SIZE);
        AccountFilterCodec.encode(filters.account(), bytes, 0);
        return reserved(bytes, 46, 58);
    }

    private ByteBuffer queryFilter() {
        ByteBuffer bytes = Bytes.allocate(QueryFilterCodec.SIZE);
        QueryFilterCodec.encode(filters.query(), bytes, 0);
        return reserved(bytes, 34, 6);
    }

    private ByteBuffer changeEventsFilter() {
        ByteBuffer bytes = Bytes.allocate(ChangeEventsFilterCodec.SIZE);
        ChangeEventsFilterCodec.encode(filters.changeEvents(), bytes, 0);
        return reserved(bytes, 20, 44);
    }

    private ByteBuffer reserved(ByteBuffer bytes, int at, int length) {
        if (chance.percent(2)) {
            bytes.put(at + chance.between(0, length - 1), (byte) 1);
        }
        return bytes;
    }

    private GeneratedRequest malformed(GeneratedRequest request) {
        int limit = request.body().limit();
        int size = switch (chance.between(0, 4)) {
            case 0 -> 0;
            case 1 -> Math.max(0, limit - 1);
            case 2 -> Math.max(0, limit - request.operation().eventSize());
            case 3 -> limit + 16;
            default -> limit;
        };
        ByteBuffer body = Bytes.allocate(size);
        body.put(0, request.body(), 0, Math.min(size, limit));
        if (size > 2 && chance.percent(50)) {
            int at = size - chance.between(1, Math.min(size, 6));
            body.put(at, (byte) (body.get(at) + chance.of(1, -1, 128)));
        }
        return new GeneratedRequest(request.operation(), body);
    }

    /** Decides for each event of a batch whether it is linked with the next. */
    private final class Chain {
        private final int percent = chance.percent(35) ? chance.of(20, 50, 80) : 0;

        private boolean next(boolean last) {
            return chance.percent(last ? percent / 10.0 : percent);
        }
    }
}

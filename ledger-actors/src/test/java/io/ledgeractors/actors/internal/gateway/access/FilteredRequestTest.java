package io.ledgeractors.actors.internal.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilteredRequestTest {
    private static final long SEED = 51;
    private static final int ACCOUNTS = 40;

    private final AccessLedger ledger = new AccessLedger();
    private final List<UInt128> transfers = new ArrayList<>();
    private int asks;

    /** Accounts 1 to 40 are of the ledgers 1 to 4 in turn. */
    @BeforeEach
    void fillTheLedger() {
        Random random = new Random(SEED);
        for (int account = 1; account <= ACCOUNTS; account++) {
            ledger.account(account, 1 + account % 4, 1, AccountFlags.HISTORY);
        }
        List<Transfer> batch = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int account = 1 + random.nextInt(ACCOUNTS - 4);
            batch.add(Transfer.builder()
                    .id(ledger.id())
                    .debitAccountId(account)
                    .creditAccountId(account + 4L)
                    .amount(1)
                    .ledger(1 + account % 4)
                    .code(1)
                    .build());
        }
        assertThat(ledger.create(batch)).containsOnly(CreateTransferStatus.Created);
        batch.forEach(transfer -> transfers.add(transfer.id()));
    }

    private ByteBuffer read(AccessLimits access, Operation operation, ByteBuffer body) {
        FilteredRequest request = FilteredRequest.of(access, operation, body, Limits.DEFAULT);
        FilteredRequest.Step step = request.begin();
        asks = 0;
        while (step instanceof FilteredRequest.Step.Ask ask) {
            asks++;
            step = request.answered(ledger.executeBody(ask.operation(), ask.body()));
        }
        return ((FilteredRequest.Step.Done) step).body();
    }

    /** Reads each batch by itself. */
    private ByteBuffer readOneByOne(AccessLimits access, Operation operation, List<ByteBuffer> batches) {
        List<ByteBuffer> results = new ArrayList<>();
        for (ByteBuffer batch : batches) {
            FilteredRead read = FilteredRead.of(access, operation, batch, 0, batch.limit() / operation.eventSize());
            ReadStep step = read.begin();
            while (step instanceof ReadStep.Query query) {
                step = read.answered(ledger.execute(query.operation(), query.events(), query.count()));
            }
            results.add(((ReadStep.Finished) step).results());
        }
        return BatchedBody.write(operation, results, operation.resultSize());
    }

    private static ByteBuffer body(Operation operation, List<ByteBuffer> batches) {
        return BatchedBody.write(operation, batches, operation.eventSize());
    }

    private ByteBuffer randomBatch(Random random, Operation operation) {
        int limit = random.nextInt(4) == 0 ? 1_000 : 1 + random.nextInt(20);
        return switch (operation) {
            case LOOKUP_ACCOUNTS, LOOKUP_TRANSFERS -> {
                List<UInt128> ids = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    ids.add(
                            operation == Operation.LOOKUP_ACCOUNTS
                                    ? UInt128.of(1 + random.nextInt(ACCOUNTS + 5))
                                    : transfers.get(random.nextInt(transfers.size())));
                }
                yield EventEncoder.ids(ids);
            }
            case GET_ACCOUNT_TRANSFERS, GET_ACCOUNT_BALANCES ->
                EventEncoder.filter(AccountFilter.builder()
                        .accountId(UInt128.of(1 + random.nextInt(ACCOUNTS + 5)))
                        .limit(limit)
                        .build());
            case GET_CHANGE_EVENTS ->
                EventEncoder.filter(ChangeEventsFilter.builder().limit(limit).build());
            default ->
                EventEncoder.filter(QueryFilter.builder()
                        .ledger(random.nextInt(3))
                        .limit(limit)
                        .flags(random.nextBoolean() ? QueryFilterFlags.REVERSED : QueryFilterFlags.NONE)
                        .build());
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {
                "LOOKUP_ACCOUNTS",
                "LOOKUP_TRANSFERS",
                "GET_ACCOUNT_TRANSFERS",
                "GET_ACCOUNT_BALANCES",
                "QUERY_ACCOUNTS",
                "QUERY_TRANSFERS",
                "GET_CHANGE_EVENTS"
            })
    void shouldReadManyBatchesAsItReadsOne(Operation operation) {
        Random random = new Random(SEED);
        int found = 0;
        for (int run = 0; run < 40; run++) {
            List<ByteBuffer> batches = new ArrayList<>();
            for (int i = operation.isMultiBatch() ? random.nextInt(6) : 0; i >= 0; i--) {
                batches.add(randomBatch(random, operation));
            }
            AccessLimits access = random.nextBoolean() ? SomeLimits.ledgers(1, 2) : SomeLimits.ledgers(2);
            ByteBuffer reply = read(access, operation, body(operation, batches));
            assertThat(reply).isEqualTo(readOneByOne(access, operation, batches));
            assertThat(reply.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            found += reply.limit();
        }
        assertThat(found).isGreaterThan(100 * operation.resultSize());
    }

    @Test
    void shouldAskForAllBatchesTogether() {
        AccessLimits access = SomeLimits.ledgers(1, 2);
        Random random = new Random(SEED);
        for (Map.Entry<Operation, Integer> rounds : Map.of(
                        Operation.LOOKUP_TRANSFERS, 1,
                        Operation.GET_ACCOUNT_TRANSFERS, 1,
                        Operation.GET_ACCOUNT_BALANCES, 2)
                .entrySet()) {
            List<ByteBuffer> batches = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                batches.add(randomBatch(random, rounds.getKey()));
            }
            read(access, rounds.getKey(), body(rounds.getKey(), batches));
            assertThat(asks).as("requests of %s", rounds.getKey()).isEqualTo(rounds.getValue());
        }
    }

    @Test
    void shouldAskNothingIfNothingMayBeSeen() {
        ByteBuffer other = EventEncoder.filter(QueryFilter.builder().ledger(3).build());
        ByteBuffer reply =
                read(SomeLimits.ledgers(1), Operation.QUERY_TRANSFERS, body(Operation.QUERY_TRANSFERS, List.of(other)));
        assertThat(asks).isZero();
        assertThat(MultiBatch.batches(reply, 0, reply.limit(), Operation.QUERY_TRANSFERS.resultSize()))
                .isEqualTo(1);
        assertThat(MultiBatch.count(reply, 0, reply.limit(), 0)).isZero();
    }

    @Test
    void shouldContinuePagesOfSomeBatchesOnly() {
        QueryFilter few = QueryFilter.builder().limit(1).build();
        QueryFilter many = QueryFilter.builder().limit(300).build();
        QueryFilter one = QueryFilter.builder().ledger(1).limit(7_000).build();
        List<ByteBuffer> batches =
                List.of(EventEncoder.filter(few), EventEncoder.filter(many), EventEncoder.filter(one));
        Operation operation = Operation.QUERY_TRANSFERS;
        AccessLimits access = SomeLimits.ledgers(1, 2);
        ByteBuffer reply = read(access, operation, body(operation, batches));
        assertThat(asks).isGreaterThan(1);
        assertThat(reply).isEqualTo(readOneByOne(access, operation, batches));
    }

    // The first pages fit into one request, and pages of twice as many results do not. The ledger refuses a request
    // whose reply might not fit.
    @Test
    void shouldKeepEachRequestWithinTheLimits() {
        List<Transfer> others = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            others.add(Transfer.builder()
                    .id(ledger.id())
                    .debitAccountId(3)
                    .creditAccountId(7)
                    .amount(1)
                    .ledger(4)
                    .code(1)
                    .build());
        }
        assertThat(ledger.create(others)).containsOnly(CreateTransferStatus.Created);
        QueryFilter filter = QueryFilter.builder()
                .limit(800)
                .flags(QueryFilterFlags.REVERSED)
                .build();
        List<ByteBuffer> batches = Collections.nCopies(10, EventEncoder.filter(filter));
        Operation operation = Operation.QUERY_TRANSFERS;
        AccessLimits access = SomeLimits.ledgers(1, 2);
        ByteBuffer reply = read(access, operation, body(operation, batches));
        // A batch alone takes pages of 800, 1,600 and 3,200 results.
        assertThat(asks).isGreaterThan(3);
        assertThat(reply).isEqualTo(readOneByOne(access, operation, batches));
        assertThat(MultiBatch.count(reply, 0, reply.limit(), 9)).isPositive();
    }

    @Test
    void shouldRefuseAQueryThatReadsTooManyOthers() {
        QueryFilter any = QueryFilter.builder().limit(1).build();
        QueryFilter named = QueryFilter.builder().ledger(1).limit(1).build();
        Operation operation = Operation.QUERY_TRANSFERS;
        FilteredRequest request = FilteredRequest.of(
                SomeLimits.ledgers(1, 2),
                operation,
                body(operation, List.of(EventEncoder.filter(named), EventEncoder.filter(any))),
                Limits.DEFAULT);
        FilteredRequest.Step step = request.begin();
        long time = 0;
        int asked = 0;
        while (step instanceof FilteredRequest.Step.Ask ask) {
            asked++;
            List<ByteBuffer> results = new ArrayList<>();
            BatchedBody filters = BatchedBody.read(operation, ask.body(), operation.eventSize());
            for (int i = 0; i < filters.counts().length; i++) {
                int limit = ask.body().getInt(i * operation.eventSize() + QueryFilterCodec.LIMIT);
                ByteBuffer others = Bytes.allocate(limit * TransferCodec.SIZE);
                for (int at = 0; at < others.limit(); at += TransferCodec.SIZE) {
                    time++;
                    others.putInt(at + TransferCodec.LEDGER, filters.counts().length > 1 && i == 0 ? 1 : 3);
                    others.putLong(at + TransferCodec.TIMESTAMP, time);
                }
                results.add(others);
            }
            step = request.answered(BatchedBody.write(operation, results, operation.resultSize()));
        }
        assertThat(asked).isEqualTo(FilteredRequest.ASKS_MAX);
        assertThat(step).isInstanceOfSatisfying(FilteredRequest.Step.Refused.class, refused -> {
            assertThat(refused.batches()).containsOnlyKeys(1);
            assertThat(refused.batches().get(1))
                    .contains("set timestamp_min and timestamp_max of the filter closer together, or name a ledger");
        });
    }

    @Test
    void shouldBeNeededForReadsUnderALimitOfLedgers() {
        assertThat(FilteredRequest.isNeeded(SomeLimits.ledgers(1), Operation.LOOKUP_ACCOUNTS))
                .isTrue();
        assertThat(FilteredRequest.isNeeded(SomeLimits.ledgers(1), Operation.CREATE_TRANSFERS))
                .isFalse();
        assertThat(FilteredRequest.isNeeded(SomeLimits.codes(1), Operation.LOOKUP_ACCOUNTS))
                .isFalse();
        assertThat(FilteredRequest.isNeeded(AccessLimits.NONE, Operation.GET_CHANGE_EVENTS))
                .isFalse();
    }

    @Test
    void shouldRefuseMalformedBodies() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(SomeLimits.ledgers(1), Operation.LOOKUP_ACCOUNTS, Bytes.allocate(15)))
                .withMessageContaining("a body of 15 bytes is malformed for LOOKUP_ACCOUNTS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(SomeLimits.ledgers(1), Operation.GET_CHANGE_EVENTS, Bytes.allocate(65)))
                .withMessageContaining("elements of 64 bytes, not 65 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(SomeLimits.ledgers(1), Operation.LOOKUP_ACCOUNTS, ByteBuffer.allocate(16)))
                .withMessageContaining("little endian");
    }

    @Test
    void shouldRefuseAReplyToAnotherRequest() {
        Operation operation = Operation.LOOKUP_ACCOUNTS;
        ByteBuffer body = body(operation, List.of(EventEncoder.ids(List.of(UInt128.of(1)))));
        FilteredRequest request = FilteredRequest.of(SomeLimits.ledgers(1), operation, body, Limits.DEFAULT);
        request.begin();
        ByteBuffer two =
                BatchedBody.write(operation, List.of(Bytes.allocate(0), Bytes.allocate(0)), operation.resultSize());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.answered(two))
                .withMessageContaining("a reply to 1 batches of LOOKUP_ACCOUNTS has 2");
        request.answered(BatchedBody.write(operation, List.of(Bytes.allocate(0)), operation.resultSize()));
        assertThatIllegalStateException().isThrownBy(() -> request.answered(two));
    }
}

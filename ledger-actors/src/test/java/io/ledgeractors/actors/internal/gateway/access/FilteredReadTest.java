package io.ledgeractors.actors.internal.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilteredReadTest {
    private static final AccessLimits LIMITS = SomeLimits.ledgers(1, 2);

    private static ByteBuffer accounts(int... ledgers) {
        List<Account> accounts = new ArrayList<>();
        for (int ledger : ledgers) {
            accounts.add(Account.builder()
                    .id(accounts.size() + 1L)
                    .ledger(ledger)
                    .code(1)
                    .build());
        }
        return EventEncoder.accounts(accounts);
    }

    private static ByteBuffer transfers(int... ledgers) {
        List<Transfer> transfers = new ArrayList<>();
        for (int ledger : ledgers) {
            transfers.add(transfer(transfers.size() + 1L, ledger));
        }
        return EventEncoder.transfers(transfers);
    }

    private static Transfer transfer(long timestamp, int ledger) {
        return Transfer.builder()
                .id(timestamp)
                .ledger(ledger)
                .code(1)
                .timestamp(timestamp)
                .build();
    }

    private static FilteredRead read(AccessLimits limits, Operation operation, ByteBuffer events) {
        return FilteredRead.of(limits, operation, events, 0, events.limit() / operation.eventSize());
    }

    private static ReadStep.Query query(ReadStep step) {
        return (ReadStep.Query) step;
    }

    private static List<Long> ids(ReadStep step) {
        ByteBuffer results = ((ReadStep.Finished) step).results();
        return LongStream.range(0, results.limit() / TransferCodec.SIZE)
                .mapToObj(i -> results.getLong((int) i * TransferCodec.SIZE))
                .toList();
    }

    @Test
    void shouldLeaveOutAccountsAndTransfersOfOtherLedgers() {
        ByteBuffer asked = EventEncoder.ids(List.of(UInt128.of(1), UInt128.of(2), UInt128.of(3), UInt128.of(4)));
        for (Operation operation : List.of(Operation.LOOKUP_ACCOUNTS, Operation.LOOKUP_TRANSFERS)) {
            FilteredRead read = read(LIMITS, operation, asked);
            assertThat(read.begin()).isEqualTo(new ReadStep.Query(operation, asked, 4));
            ByteBuffer found = operation == Operation.LOOKUP_ACCOUNTS ? accounts(1, 3, 2, 9) : transfers(1, 3, 2, 9);
            assertThat(ids(read.answered(found))).containsExactly(1L, 3L);
        }
    }

    @Test
    void shouldReadOnlyItsOwnEventsOfABuffer() {
        ByteBuffer asked = EventEncoder.ids(List.of(UInt128.of(7), UInt128.of(8), UInt128.of(9)));
        ReadStep.Query query = query(
                FilteredRead.of(LIMITS, Operation.LOOKUP_ACCOUNTS, asked, 16, 1).begin());
        assertThat(query.count()).isEqualTo(1);
        assertThat(query.events()).isEqualTo(EventEncoder.ids(List.of(UInt128.of(8))));
        assertThat(query.events().order()).isEqualTo(asked.order());
    }

    @Test
    void shouldKeepOrDropAllTransfersOfAnAccount() {
        ByteBuffer filter = EventEncoder.filter(
                AccountFilter.builder().accountId(UInt128.of(5)).build());
        FilteredRead allowed = read(LIMITS, Operation.GET_ACCOUNT_TRANSFERS, filter);
        assertThat(allowed.begin()).isEqualTo(new ReadStep.Query(Operation.GET_ACCOUNT_TRANSFERS, filter, 1));
        assertThat(ids(allowed.answered(transfers(2, 2)))).containsExactly(1L, 2L);
        FilteredRead other = read(LIMITS, Operation.GET_ACCOUNT_TRANSFERS, filter);
        other.begin();
        assertThat(ids(other.answered(transfers(3, 3)))).isEmpty();
    }

    @Test
    void shouldLookUpTheAccountBeforeItsBalances() {
        ByteBuffer filter = EventEncoder.filter(
                AccountFilter.builder().accountId(UInt128.of(5)).build());
        ByteBuffer balances = Bytes.allocate(3 * AccountBalanceCodec.SIZE);
        ReadStep.Query lookup =
                new ReadStep.Query(Operation.LOOKUP_ACCOUNTS, EventEncoder.ids(List.of(UInt128.of(5))), 1);

        FilteredRead allowed = read(LIMITS, Operation.GET_ACCOUNT_BALANCES, filter);
        assertThat(allowed.begin()).isEqualTo(lookup);
        assertThat(allowed.answered(accounts(2)))
                .isEqualTo(new ReadStep.Query(Operation.GET_ACCOUNT_BALANCES, filter, 1));
        assertThat(allowed.answered(balances)).isEqualTo(new ReadStep.Finished(balances));

        for (ByteBuffer found : List.of(accounts(3), accounts())) {
            FilteredRead other = read(LIMITS, Operation.GET_ACCOUNT_BALANCES, filter);
            assertThat(other.begin()).isEqualTo(lookup);
            assertThat(ids(other.answered(found))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"QUERY_ACCOUNTS", "QUERY_TRANSFERS"})
    void shouldLetTheLedgerFilterForOneLedger(Operation operation) {
        QueryFilter any = QueryFilter.builder().code(4).limit(7).build();
        ByteBuffer one = EventEncoder.filter(any.toBuilder().ledger(2).build());
        for (FilteredRead read : List.of(
                read(SomeLimits.ledgers(2), operation, EventEncoder.filter(any)),
                read(SomeLimits.ledgers(2), operation, one),
                read(LIMITS, operation, one))) {
            assertThat(read.begin()).isEqualTo(new ReadStep.Query(operation, one, 1));
            assertThat(ids(read.answered(transfers(2, 2)))).containsExactly(1L, 2L);
        }
    }

    @Test
    void shouldFindNothingInALedgerThatIsNotAllowed() {
        ByteBuffer other = EventEncoder.filter(QueryFilter.builder().ledger(3).build());
        assertThat(ids(read(LIMITS, Operation.QUERY_TRANSFERS, other).begin())).isEmpty();
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
    void shouldPassEverythingWithoutALimitOfLedgersAndNothingWithoutPermission(Operation operation) {
        ByteBuffer events = Bytes.allocate(operation.eventSize());
        ByteBuffer results = Bytes.allocate(3 * operation.resultSize());
        for (AccessLimits limits :
                List.of(AccessLimits.NONE, SomeLimits.readOnly(), SomeLimits.codes(1), SomeLimits.amountMax(1))) {
            FilteredRead read = read(limits, operation, events);
            assertThat(read.begin()).isEqualTo(new ReadStep.Query(operation, events, 1));
            assertThat(((ReadStep.Finished) read.answered(results)).results()).isSameAs(results);
        }
        assertThat(ids(read(SomeLimits.nothing(), operation, events).begin())).isEmpty();
    }

    @Test
    void shouldTakeReadsOnlyAndOneFilterForEach() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(LIMITS, Operation.CREATE_TRANSFERS, transfers(1)))
                .withMessageContaining("CREATE_TRANSFERS is no read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(LIMITS, Operation.QUERY_TRANSFERS, Bytes.allocate(2 * QueryFilterCodec.SIZE)))
                .withMessageContaining("takes one filter, not 2");
    }

    @Test
    void shouldAskForTwiceAsManyResultsWithEachPage() {
        QueryFilter filter =
                QueryFilter.builder().timestampMax(1_000_000).limit(2).build();
        FilteredRead read = read(LIMITS, Operation.QUERY_TRANSFERS, EventEncoder.filter(filter));
        ReadStep step = read.begin();
        long last = 0;
        List<Integer> asked = new ArrayList<>();
        for (int page = 0; page < 16; page++) {
            ByteBuffer events = query(step).events();
            int limit = events.getInt(QueryFilterCodec.LIMIT);
            asked.add(limit);
            assertThat(events.getLong(QueryFilterCodec.TIMESTAMP_MIN)).isEqualTo(page == 0 ? 0 : last + 1);
            assertThat(events.getLong(QueryFilterCodec.TIMESTAMP_MAX)).isEqualTo(1_000_000);
            List<Transfer> others = new ArrayList<>();
            for (int i = 0; i < limit; i++) {
                last++;
                others.add(transfer(last, 3));
            }
            step = read.answered(EventEncoder.transfers(others));
        }
        assertThat(asked).startsWith(2, 4, 8, 16, 32).endsWith(4096, 8189, 8189, 8189, 8189);
        assertThat(ids(read.answered(transfers(3, 1)))).containsExactly(2L);
    }

    @Test
    void shouldEndWithAFullOrShortPageAndNotWithOneOfChangeEventsThatAreAllLeftOut() {
        QueryFilter filter = QueryFilter.builder().limit(5).build();
        FilteredRead objects = read(LIMITS, Operation.QUERY_TRANSFERS, EventEncoder.filter(filter));
        objects.begin();
        assertThat(ids(objects.answered(transfers(3, 3, 3)))).isEmpty();
        FilteredRead filled = read(LIMITS, Operation.QUERY_TRANSFERS, EventEncoder.filter(filter));
        filled.begin();
        assertThat(ids(filled.answered(transfers(1, 2, 1, 2, 1)))).containsExactly(1L, 2L, 3L, 4L, 5L);
        ByteBuffer events =
                EventEncoder.filter(ChangeEventsFilter.builder().limit(5).build());
        FilteredRead some = read(LIMITS, Operation.GET_CHANGE_EVENTS, events);
        some.begin();
        assertThat(((ReadStep.Finished) some.answered(changes(3, 1))).results().limit())
                .isEqualTo(ChangeEventCodec.SIZE);
        FilteredRead none = read(LIMITS, Operation.GET_CHANGE_EVENTS, events);
        none.begin();
        assertThat(query(none.answered(changes(3, 3))).events().getLong(ChangeEventsFilterCodec.TIMESTAMP_MIN))
                .isEqualTo(3);
        assertThat(((ReadStep.Finished) none.answered(changes())).results().limit())
                .isZero();
    }

    private static ByteBuffer changes(int... ledgers) {
        ByteBuffer changes = Bytes.allocate(ledgers.length * ChangeEventCodec.SIZE);
        for (int i = 0; i < ledgers.length; i++) {
            changes.putInt(i * ChangeEventCodec.SIZE + ChangeEventCodec.LEDGER, ledgers[i]);
            changes.putLong(i * ChangeEventCodec.SIZE + ChangeEventCodec.TIMESTAMP, i + 1L);
        }
        return changes;
    }

    @Test
    void shouldEndAtTheBoundsOfTime() {
        QueryFilter.Builder filter = QueryFilter.builder().limit(1);
        assertThat(ids(answer(filter.flags(QueryFilterFlags.REVERSED), transfer(1, 3))))
                .isEmpty();
        assertThat(ids(answer(filter.timestampMin(5), transfer(5, 3)))).isEmpty();
        assertThat(query(answer(filter.timestampMin(5), transfer(6, 3)))
                        .events()
                        .getLong(QueryFilterCodec.TIMESTAMP_MAX))
                .isEqualTo(5);
        filter.flags(QueryFilterFlags.NONE).timestampMin(0);
        assertThat(ids(answer(filter, transfer(Long.MAX_VALUE, 3)))).isEmpty();
        assertThat(ids(answer(filter.timestampMax(5), transfer(5, 3)))).isEmpty();
        assertThat(query(answer(filter.timestampMax(5), transfer(4, 3)))
                        .events()
                        .getLong(QueryFilterCodec.TIMESTAMP_MIN))
                .isEqualTo(5);
    }

    private static ReadStep answer(QueryFilter.Builder filter, Transfer found) {
        FilteredRead read = read(LIMITS, Operation.QUERY_TRANSFERS, EventEncoder.filter(filter.build()));
        read.begin();
        return read.answered(EventEncoder.transfers(List.of(found)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void shouldFindWhatOneQueryOfTheAllowedLedgersWouldFind(long seed) {
        Random random = new Random(seed);
        int queriesMax = 0;
        for (int run = 0; run < 300; run++) {
            List<Transfer> objects = new ArrayList<>();
            int others = 1 + random.nextInt(20);
            for (int i = random.nextInt(300); i > 0; i--) {
                int ledger = random.nextInt(others) == 0 ? 1 + random.nextInt(2) : 3 + random.nextInt(3);
                long before =
                        objects.isEmpty() ? 0 : objects.get(objects.size() - 1).timestamp();
                objects.add(transfer(before + 1 + random.nextInt(3), ledger));
            }
            boolean isReversed = random.nextBoolean();
            QueryFilter filter = QueryFilter.builder()
                    .timestampMin(random.nextBoolean() ? 0 : 1 + random.nextInt(200))
                    .timestampMax(random.nextBoolean() ? 0 : 200 + random.nextInt(200))
                    .limit(random.nextInt(5) == 0 ? QueryFilter.LIMIT_ALL : 1 + random.nextInt(30))
                    .flags(isReversed ? QueryFilterFlags.REVERSED : QueryFilterFlags.NONE)
                    .build();
            FilteredRead read = read(LIMITS, Operation.QUERY_TRANSFERS, EventEncoder.filter(filter));
            ReadStep step = read.begin();
            int queries = 0;
            while (step instanceof ReadStep.Query query) {
                queries++;
                QueryFilter page = QueryFilterCodec.decode(query.events(), 0);
                step = read.answered(EventEncoder.transfers(find(objects, page)));
            }
            List<Transfer> allowed =
                    objects.stream().filter(object -> object.ledger() <= 2).toList();
            assertThat(ids(step))
                    .as("%s in %s", filter, objects)
                    .isEqualTo(find(allowed, filter).stream()
                            .map(Transfer::timestamp)
                            .toList());
            queriesMax = Math.max(queriesMax, queries);
        }
        assertThat(queriesMax).isBetween(4, 10);
    }

    private static List<Transfer> find(List<Transfer> objects, QueryFilter filter) {
        List<Transfer> found = new ArrayList<>();
        for (Transfer object : objects) {
            boolean isBefore = filter.timestampMax() == 0 || object.timestamp() <= filter.timestampMax();
            if (object.timestamp() >= filter.timestampMin() && isBefore) {
                found.add(object);
            }
        }
        if (QueryFilterFlags.has(filter.flags(), QueryFilterFlags.REVERSED)) {
            Collections.reverse(found);
        }
        return found.subList(0, Math.min(filter.limit(), found.size()));
    }

    // The ledger shortens pages of change events, so a caller reads on until a page is empty.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33, 34})
    void shouldGiveEveryAllowedChangeEventToACallerThatReadsUntilAPageIsEmpty(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            List<Transfer> events = new ArrayList<>();
            for (int i = random.nextInt(200); i > 0; i--) {
                events.add(transfer(2L * events.size() + 2, random.nextInt(10) == 0 ? 1 : 3));
            }
            int pageMax = 1 + random.nextInt(8);
            ChangeEventsFilter.Builder filter = ChangeEventsFilter.builder().limit(1 + random.nextInt(12));
            List<Long> seen = new ArrayList<>();
            ByteBuffer page = readChanges(events, filter.build(), pageMax);
            while (page.limit() > 0) {
                assertThat(page.limit()).isLessThanOrEqualTo(filter.build().limit() * ChangeEventCodec.SIZE);
                for (int at = 0; at < page.limit(); at += ChangeEventCodec.SIZE) {
                    seen.add(page.getLong(at + ChangeEventCodec.TIMESTAMP));
                }
                page = readChanges(
                        events,
                        filter.timestampMin(seen.get(seen.size() - 1) + 1).build(),
                        pageMax);
            }
            assertThat(seen)
                    .isEqualTo(events.stream()
                            .filter(event -> event.ledger() == 1)
                            .map(Transfer::timestamp)
                            .toList());
        }
    }

    private static ByteBuffer readChanges(List<Transfer> events, ChangeEventsFilter filter, int pageMax) {
        FilteredRead read = read(SomeLimits.ledgers(1), Operation.GET_CHANGE_EVENTS, EventEncoder.filter(filter));
        ReadStep step = read.begin();
        while (step instanceof ReadStep.Query query) {
            assertThat(query.operation()).isEqualTo(Operation.GET_CHANGE_EVENTS);
            ChangeEventsFilter page = ChangeEventsFilterCodec.decode(query.events(), 0);
            List<Transfer> found = events.stream()
                    .filter(event -> event.timestamp() >= page.timestampMin())
                    .limit(Math.min(page.limit(), pageMax))
                    .toList();
            step = read.answered(EventEncoder.encode(found, ChangeEventCodec.SIZE, (event, buffer, at) -> {
                buffer.putInt(at + ChangeEventCodec.LEDGER, event.ledger());
                buffer.putLong(at + ChangeEventCodec.TIMESTAMP, event.timestamp());
            }));
        }
        return ((ReadStep.Finished) step).results();
    }
}

package io.ledgeractors.actors.internal.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads from the embedded ledger under limits, and compares with reads without limits. */
class FilteredReadLedgerTest {
    private static final long SEED = 41;
    private static final int TRANSFERS = 3_000;

    private final AccessLedger ledger = new AccessLedger();
    private final List<UInt128> ids = new ArrayList<>();

    /** Of 3,000 transfers about 60 are in each of the ledgers 1 and 2, and the others in ledger 3. */
    @BeforeEach
    void fillTheLedger() {
        Random random = new Random(SEED);
        for (int number = 1; number <= 3; number++) {
            ledger.account(10L * number + 1, number, 1, AccountFlags.HISTORY);
            ledger.account(10L * number + 2, number, 1, 0);
        }
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < TRANSFERS; i++) {
            int number = random.nextInt(25) == 0 ? 1 + random.nextInt(2) : 3;
            transfers.add(Transfer.builder()
                    .id(ledger.id())
                    .debitAccountId(10L * number + 1)
                    .creditAccountId(10L * number + 2)
                    .amount(1)
                    .ledger(number)
                    .code(1)
                    .build());
        }
        assertThat(ledger.create(transfers)).containsOnly(CreateTransferStatus.Created);
        transfers.forEach(transfer -> ids.add(transfer.id()));
    }

    private ByteBuffer read(AccessLimits limits, Operation operation, ByteBuffer events) {
        FilteredRead read = FilteredRead.of(limits, operation, events, 0, events.limit() / operation.eventSize());
        ReadStep step = read.begin();
        while (step instanceof ReadStep.Query query) {
            step = read.answered(ledger.execute(query.operation(), query.events(), query.count()));
        }
        return ((ReadStep.Finished) step).results();
    }

    /** Returns the results of ledgers 1 and 2. */
    private static ByteBuffer allowed(ByteBuffer results, int size, int ledgerAt, int limit) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < results.limit(); at += size) {
            if (results.getInt(at + ledgerAt) != 3 && places.size() < limit) {
                places.add(at);
            }
        }
        return EventEncoder.encode(places, size, (from, buffer, to) -> buffer.put(to, results, from, size));
    }

    @Test
    void shouldFindTheTransfersOfTheAllowedLedgers() {
        AccessLimits limits = SomeLimits.ledgers(1, 2);
        for (int flags : new int[] {QueryFilterFlags.NONE, QueryFilterFlags.REVERSED}) {
            QueryFilter all = QueryFilter.builder().flags(flags).build();
            ByteBuffer everything = ledger.execute(Operation.QUERY_TRANSFERS, EventEncoder.filter(all), 1);
            assertThat(everything.limit()).isEqualTo(TRANSFERS * TransferCodec.SIZE);
            for (int limit : new int[] {1, 7, 100, QueryFilter.LIMIT_ALL}) {
                ByteBuffer events =
                        EventEncoder.filter(all.toBuilder().limit(limit).build());
                ByteBuffer found = read(limits, Operation.QUERY_TRANSFERS, events);
                assertThat(found).isEqualTo(allowed(everything, TransferCodec.SIZE, TransferCodec.LEDGER, limit));
                assertThat(found.limit()).isPositive();
            }
        }
    }

    @Test
    void shouldFindTheTransfersAndAccountsOfOneLedger() {
        ByteBuffer any = EventEncoder.filter(QueryFilter.builder().limit(5).build());
        ByteBuffer ofTwo =
                EventEncoder.filter(QueryFilter.builder().limit(5).ledger(2).build());
        for (Operation operation : List.of(Operation.QUERY_TRANSFERS, Operation.QUERY_ACCOUNTS)) {
            ByteBuffer found = read(SomeLimits.ledgers(2), operation, any);
            assertThat(found).isEqualTo(ledger.execute(operation, ofTwo, 1));
            assertThat(found.limit()).isPositive();
        }
        assertThat(read(SomeLimits.ledgers(4), Operation.QUERY_ACCOUNTS, any).limit())
                .isZero();
    }

    @Test
    void shouldGiveAnInvalidFilterNoResults() {
        ByteBuffer filter = EventEncoder.filter(new QueryFilter(UInt128.ZERO, 0, 0, 0, 0, 0, 0, 5, 0x80));
        assertThat(read(SomeLimits.ledgers(1, 2), Operation.QUERY_TRANSFERS, filter)
                        .limit())
                .isZero();
        assertThat(read(SomeLimits.ledgers(1), Operation.QUERY_TRANSFERS, filter)
                        .limit())
                .isZero();
    }

    @Test
    void shouldLookUpTransfersOfTheAllowedLedgers() {
        ByteBuffer all = EventEncoder.ids(ids);
        ByteBuffer everything = ledger.execute(Operation.LOOKUP_TRANSFERS, all, ids.size());
        assertThat(read(SomeLimits.ledgers(1, 2), Operation.LOOKUP_TRANSFERS, all))
                .isEqualTo(allowed(everything, TransferCodec.SIZE, TransferCodec.LEDGER, TRANSFERS));
    }

    @Test
    void shouldReadTransfersAndBalancesOfAccountsOfTheAllowedLedgers() {
        for (Operation operation : List.of(Operation.GET_ACCOUNT_TRANSFERS, Operation.GET_ACCOUNT_BALANCES)) {
            for (long account : new long[] {11, 31, 99}) {
                ByteBuffer filter = EventEncoder.filter(AccountFilter.builder()
                        .accountId(UInt128.of(account))
                        .limit(50)
                        .build());
                ByteBuffer found = read(SomeLimits.ledgers(1), operation, filter);
                ByteBuffer everything = ledger.execute(operation, filter, 1);
                assertThat(everything.limit() > 0).isEqualTo(account != 99);
                if (account == 11) {
                    assertThat(found).isEqualTo(everything);
                } else {
                    assertThat(found.limit()).isZero();
                }
            }
        }
    }

    @Test
    void shouldReadChangeEventsOfTheAllowedLedgers() {
        List<ByteBuffer> pages = new ArrayList<>();
        long min = 0;
        ByteBuffer page;
        do {
            page = ledger.execute(
                    Operation.GET_CHANGE_EVENTS,
                    EventEncoder.filter(
                            ChangeEventsFilter.builder().timestampMin(min).build()),
                    1);
            pages.add(allowed(page, ChangeEventCodec.SIZE, ChangeEventCodec.LEDGER, TRANSFERS));
            if (page.limit() > 0) {
                min = page.getLong(page.limit() - ChangeEventCodec.SIZE + ChangeEventCodec.TIMESTAMP) + 1;
            }
        } while (page.limit() > 0);
        ByteBuffer expected =
                ByteBuffer.allocate(pages.stream().mapToInt(ByteBuffer::limit).sum());
        pages.forEach(expected::put);

        ByteBuffer found = read(
                SomeLimits.ledgers(1, 2),
                Operation.GET_CHANGE_EVENTS,
                EventEncoder.filter(ChangeEventsFilter.builder().build()));
        assertThat(found).isEqualTo(expected.flip());
        assertThat(found.limit()).isPositive();
    }
}

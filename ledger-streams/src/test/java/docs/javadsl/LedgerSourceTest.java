package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.ResumeToken;
import io.ledgeractors.streams.TestLedger;
import io.ledgeractors.streams.javadsl.LedgerSink;
import io.ledgeractors.streams.javadsl.LedgerSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgerSourceTest {
    private static final int TRANSFERS = 300;

    private static TestLedger ledger;
    private static UInt128 payer;
    private static UInt128 payee;
    private static List<UInt128> ids;

    @BeforeAll
    static void start() {
        ledger = new TestLedger();
        payer = ledger.account(AccountFlags.HISTORY);
        payee = ledger.account(AccountFlags.NONE);
        List<Transfer> transfers = IntStream.range(0, TRANSFERS)
                .mapToObj(i -> i % 2 == 0 ? ledger.transfer(payer, payee, i) : ledger.transfer(payee, payer, i))
                .toList();
        ledger.create(transfers);
        ids = transfers.stream().map(Transfer::id).toList();
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void shouldPageThroughTheTransfersOfAnAccount() {
        // With page sizes 100 and 300 the last page is full.
        for (int pageSize : List.of(1, 7, 100, 300, 301, 100_000)) {
            assertThat(transfers(accountTransfers(pageSize, 0, 0))).isEqualTo(ids);
        }
    }

    @Test
    void shouldReadAgainstTheOrder() {
        List<UInt128> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        assertThat(transfers(accountTransfers(100, AccountFilterFlags.REVERSED, 0)))
                .isEqualTo(reversed);
        assertThat(transfers(accountTransfers(7, AccountFilterFlags.REVERSED, 50)))
                .isEqualTo(reversed.subList(0, 50));
    }

    @Test
    void shouldEndAtTheLimitOfTheFilter() {
        assertThat(transfers(accountTransfers(7, 0, 1))).isEqualTo(ids.subList(0, 1));
        assertThat(transfers(accountTransfers(7, 0, 70))).isEqualTo(ids.subList(0, 70));
        assertThat(transfers(accountTransfers(7, 0, 20_000))).isEqualTo(ids);
    }

    @Test
    void shouldReadBalances() {
        List<AccountBalance> balances =
                TestLedger.get(LedgerSource.accountBalances(ledger.system(), pages(50), accountFilter(0, 0))
                        .runWith(Sink.seq(), ledger.system()));
        assertThat(balances).hasSize(TRANSFERS);
        assertThat(balances).extracting(AccountBalance::timestamp).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldQueryAccountsAndTransfers() {
        QueryFilter filter = QueryFilter.builder()
                .ledger(ledger.number())
                .code(1)
                .flags(QueryFilterFlags.REVERSED)
                .build();
        assertThat(TestLedger.get(LedgerSource.queryAccounts(ledger.system(), pages(1), filter)
                        .runWith(Sink.seq(), ledger.system())))
                .extracting(Account::id)
                .containsExactly(payee, payer);
        assertThat(TestLedger.get(LedgerSource.queryTransfers(ledger.system(), pages(64), filter)
                        .runWith(Sink.seq(), ledger.system())))
                .hasSize(TRANSFERS)
                .extracting(Transfer::id)
                .contains(ids.get(0));
    }

    @Test
    void shouldGiveNothingForAnInvalidFilter() {
        AccountFilter nobody = new AccountFilter(UInt128.ZERO, UInt128.ZERO, 0, 0, 0, 0, 0, 0, 3);
        assertThat(transfers(LedgerSource.accountTransfers(ledger.system(), nobody)))
                .isEmpty();
    }

    @Test
    void shouldGoOnBehindAPosition() {
        List<UInt128> read = new ArrayList<>();
        String position = ResumeToken.START.toString();
        for (int size : List.of(1, 100, 49, 60, 1_000)) {
            List<Pair<Transfer, ResumeToken>> part = TestLedger.get(LedgerSource.accountTransfersWithContext(
                            ledger.system(), pages(25), accountFilter(0, 250), ResumeToken.parse(position))
                    .asSource()
                    .take(size)
                    .runWith(Sink.seq(), ledger.system()));
            for (Pair<Transfer, ResumeToken> element : part) {
                read.add(element.first().id());
                position = element.second().toString();
            }
        }
        assertThat(read).isEqualTo(ids.subList(0, 250));
    }

    @Test
    void shouldReadChangeEventsUpToNow() {
        List<ChangeEvent> events = TestLedger.get(LedgerSource.changeEvents(ledger.system(), pages(33), since(ledger))
                .runWith(Sink.seq(), ledger.system()));
        assertThat(events).extracting(event -> event.transfer().id()).isEqualTo(ids);
    }

    /** Ends and resumes a live source several times, which reaches the end of the ledger several times. */
    @Test
    void shouldFollowChangeEventsLive() {
        try (TestLedger live = new TestLedger()) {
            LedgerStreamSettings settings = live.settings()
                    .withPageSize(50)
                    .withMinPoll(Duration.ofMillis(1))
                    .withMaxPoll(Duration.ofMillis(10));
            UInt128 from = live.account(AccountFlags.NONE);
            UInt128 to = live.account(AccountFlags.NONE);
            List<Transfer> load = IntStream.range(0, 2_000)
                    .mapToObj(i -> live.transfer(from, to, 1))
                    .toList();
            Map<UInt128, List<Transfer>> portions = new HashMap<>();
            for (int first = 100; first < load.size(); first += 100) {
                portions.put(load.get(first - 1).id(), load.subList(first, first + 100));
            }
            live.create(load.subList(0, 100));

            List<UInt128> seen = new ArrayList<>();
            ResumeToken position = ResumeToken.START;
            for (int size : List.of(1, 700, 99, 1_200)) {
                List<Pair<ChangeEvent, ResumeToken>> part = TestLedger.get(
                        LedgerSource.liveChangeEventsWithContext(live.system(), settings, since(live), position)
                                .asSource()
                                // The next portion is created when the last event of the one before has been read.
                                .mapAsync(1, event -> createNext(live, portions, event))
                                .take(size)
                                .runWith(Sink.seq(), live.system()));
                for (Pair<ChangeEvent, ResumeToken> element : part) {
                    seen.add(element.first().transfer().id());
                    position = element.second();
                }
            }

            assertThat(seen).isEqualTo(load.stream().map(Transfer::id).toList());
        }
    }

    private static CompletionStage<Pair<ChangeEvent, ResumeToken>> createNext(
            TestLedger live, Map<UInt128, List<Transfer>> portions, Pair<ChangeEvent, ResumeToken> event) {
        List<Transfer> next = portions.remove(event.first().transfer().id());
        return next == null
                ? CompletableFuture.completedFuture(event)
                : Source.from(next)
                        .runWith(LedgerSink.createTransfers(live.system()), live.system())
                        .thenApply(summary -> event);
    }

    private static Source<Transfer, NotUsed> accountTransfers(int pageSize, int flags, int limit) {
        return LedgerSource.accountTransfers(ledger.system(), pages(pageSize), accountFilter(flags, limit));
    }

    private static ChangeEventsFilter since(TestLedger begun) {
        return ChangeEventsFilter.builder().timestampMin(begun.startedAt()).build();
    }

    private static AccountFilter accountFilter(int flags, int limit) {
        AccountFilter.Builder filter = AccountFilter.builder()
                .accountId(payer)
                .flags(flags | AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS);
        return (limit == 0 ? filter : filter.limit(limit)).build();
    }

    private static LedgerStreamSettings pages(int size) {
        return ledger.settings().withPageSize(size);
    }

    private static List<UInt128> transfers(Source<Transfer, NotUsed> source) {
        return TestLedger.get(source.map(Transfer::id).runWith(Sink.seq(), ledger.system()));
    }
}

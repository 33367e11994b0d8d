package io.ledgeractors.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.internal.batch.BatchOperation;
import io.ledgeractors.streams.internal.element.ElementFlows;
import io.ledgeractors.streams.internal.element.TransferLookupMapper;
import io.ledgeractors.streams.internal.element.TransferMapper;
import io.ledgeractors.streams.internal.gate.BulkLaneGate;
import io.ledgeractors.streams.internal.gate.LosingGate;
import io.ledgeractors.streams.internal.gate.RequestGate;
import io.ledgeractors.streams.internal.gate.ScriptedGate;
import io.ledgeractors.streams.internal.page.PageSources;
import io.ledgeractors.streams.internal.page.PagedQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that a flow emits the results of the first execution, whichever requests or replies were lost. */
class UnknownOutcomeTest {
    private static final long SEED = Long.getLong("ledger.seed", 42L);

    private static TestLedger ledger;
    private static LedgerStreamSettings settings;

    @BeforeAll
    static void start() {
        ledger = new TestLedger();
        settings = ledger.settings().withMaxEventsPerRequest(10);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void shouldTellWhatTheFirstCopyDid() {
        UInt128 rich = ledger.account(AccountFlags.NONE);
        UInt128 poor = ledger.account(AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS);
        UInt128 payee = ledger.account(AccountFlags.NONE);
        Random random = new Random(SEED);
        List<Transfer> transfers = new ArrayList<>();
        List<Boolean> good = new ArrayList<>();
        for (int chain = 0; chain < 600; chain++) {
            int length = 1 + random.nextInt(4);
            boolean isGood = random.nextInt(5) > 0;
            for (int i = 0; i < length; i++) {
                boolean isLast = i == length - 1;
                Transfer transfer = ledger.transfer(isLast && !isGood ? poor : rich, payee, 1);
                transfers.add(isLast ? transfer : TestLedger.linked(transfer));
                good.add(isGood);
            }
        }
        LosingGate gate = gate(random);

        List<TransferResult> results = TestLedger.get(Source.from(transfers)
                .via(ElementFlows.plain(BatchOperation.CREATE_TRANSFERS, new TransferMapper(), gate, settings))
                .runWith(Sink.seq(), ledger.system()));

        assertThat(gate.losses()).as("seed %d", SEED).isPositive();
        assertThat(results).extracting(TransferResult::transfer).isEqualTo(transfers);
        long paid = 0;
        for (int i = 0; i < results.size(); i++) {
            boolean isCreated = results.get(i).status() == CreateTransferStatus.Created;
            assertThat(isCreated).as("seed %d, transfer %d", SEED, i).isEqualTo(good.get(i));
            paid += isCreated ? 1 : 0;
        }
        assertThat(ledger.credits(payee)).isEqualTo(UInt128.of(paid));
        assertThat(results.stream().filter(result -> result.status().isInLedger()))
                .extracting(TransferResult::timestamp)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldRepeatReads() {
        UInt128 payer = ledger.account(AccountFlags.NONE);
        UInt128 payee = ledger.account(AccountFlags.NONE);
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            transfers.add(ledger.transfer(payer, payee, 1));
        }
        ledger.create(transfers);
        LosingGate gate = gate(new Random(SEED));

        List<TransferLookup> found = TestLedger.get(Source.from(transfers)
                .map(Transfer::id)
                .via(ElementFlows.plain(BatchOperation.LOOKUP_TRANSFERS, new TransferLookupMapper(), gate, settings))
                .runWith(Sink.seq(), ledger.system()));

        assertThat(gate.losses()).as("seed %d", SEED).isPositive();
        assertThat(found)
                .extracting(lookup -> lookup.transfer().orElseThrow().id())
                .isEqualTo(transfers.stream().map(Transfer::id).toList());
    }

    @Test
    void shouldReadPagesAgain() {
        UInt128 payer = ledger.account(AccountFlags.NONE);
        UInt128 payee = ledger.account(AccountFlags.NONE);
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            transfers.add(ledger.transfer(payer, payee, 1));
        }
        ledger.create(transfers);

        LosingGate gate = gate(new Random(SEED));
        assertThat(TestLedger.get(pages(payer, settings.withPageSize(7), gate).runWith(Sink.seq(), ledger.system())))
                .extracting(Transfer::id)
                .isEqualTo(transfers.stream().map(Transfer::id).toList());
        assertThat(gate.losses()).as("seed %d", SEED).isPositive();
    }

    @Test
    void shouldNameThePositionWhenNothingCanBeRead() {
        LosingGate deaf =
                new LosingGate(new BulkLaneGate(ledger.ledger(), Duration.ofSeconds(20)), new Random(SEED), 1);
        Throwable failure =
                TestLedger.failure(pages(ledger.newId(), settings.withUnknownTimeout(Duration.ofMillis(50)), deaf)
                        .runWith(Sink.ignore(), ledger.system()));
        assertThat(failure).isInstanceOf(LedgerReadException.class).hasMessageContaining("behind 0:0");
        assertThat(((LedgerReadException) failure).position()).isEqualTo(ResumeToken.START);
    }

    private static Source<Transfer, NotUsed> pages(UInt128 account, LedgerStreamSettings settings, RequestGate gate) {
        AccountFilter filter = AccountFilter.builder()
                .accountId(account)
                .flags(AccountFilterFlags.DEBITS)
                .build();
        return PageSources.plain(PagedQuery.ACCOUNT_TRANSFERS, filter, false, gate, settings);
    }

    @Test
    void shouldNameTheIdsWhenItCannotBeFoundOut() {
        ScriptedGate gate = ScriptedGate.automatic(10, ScriptedGate.Ask::unknown);

        Throwable failure = TestLedger.failure(Source.from(TestTransfers.chain(1, 3, false))
                .via(ElementFlows.plain(
                        BatchOperation.CREATE_TRANSFERS,
                        new TransferMapper(),
                        gate,
                        settings.withUnknownTimeout(Duration.ofMillis(50))))
                .runWith(Sink.ignore(), ledger.system()));

        assertThat(failure).isInstanceOf(StreamOutcomeUnknownException.class);
        assertThat(((StreamOutcomeUnknownException) failure).ids())
                .containsExactly(UInt128.of(1), UInt128.of(2), UInt128.of(3));
    }

    private static LosingGate gate(Random random) {
        return new LosingGate(new BulkLaneGate(ledger.ledger(), Duration.ofSeconds(20)), random, 10);
    }
}

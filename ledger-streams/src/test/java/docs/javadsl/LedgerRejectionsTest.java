package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.ElementRejectedException;
import io.ledgeractors.streams.TestLedger;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.streams.javadsl.LedgerRejections;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.ClosedShape;
import org.apache.pekko.stream.FanOutShape2;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceWithContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Handles rejected elements in a stream whose every tenth transfer is rejected. */
class LedgerRejectionsTest {
    private static TestLedger ledger;

    private List<Transfer> transfers;
    private List<UInt128> good;
    private List<UInt128> bad;

    @BeforeAll
    static void start() {
        ledger = new TestLedger();
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    private Source<TransferResult, NotUsed> results() {
        UInt128 payer = ledger.account(AccountFlags.NONE);
        UInt128 payee = ledger.account(AccountFlags.NONE);
        transfers = IntStream.range(0, 500)
                .mapToObj(i -> ledger.transfer(payer, i % 10 == 9 ? payer : payee, 1))
                .toList();
        good = ids(true);
        bad = ids(false);
        return Source.from(transfers)
                .via(LedgerFlow.createTransfers(
                        ledger.system(), ledger.settings().withMaxEventsPerRequest(33)));
    }

    private List<UInt128> ids(boolean isGood) {
        return transfers.stream()
                .filter(transfer -> isGood != transfer.debitAccountId().equals(transfer.creditAccountId()))
                .map(Transfer::id)
                .toList();
    }

    @Test
    void shouldStop() {
        List<UInt128> out = Collections.synchronizedList(new ArrayList<>());
        Throwable failure = TestLedger.failure(
                results().via(LedgerRejections.stop()).runForeach(result -> out.add(result.id()), ledger.system()));
        assertThat(failure)
                .isInstanceOf(ElementRejectedException.class)
                .hasMessageContaining(CreateTransferStatus.AccountsMustBeDifferent.wireName());
        assertThat(((ElementRejectedException) failure).id()).isEqualTo(bad.get(0));
        assertThat(out).isEqualTo(good.subList(0, 9));
    }

    @Test
    void shouldSkipToASecondOutlet() {
        Source<TransferResult, NotUsed> results = results();
        Sink<TransferResult, CompletionStage<List<TransferResult>>> seq = Sink.seq();
        Pair<CompletionStage<List<TransferResult>>, CompletionStage<List<TransferResult>>> out =
                RunnableGraph.fromGraph(GraphDSL.create(seq, Sink.<TransferResult>seq(), Keep.both(), (b, in, side) -> {
                            FanOutShape2<TransferResult, TransferResult, TransferResult> parted =
                                    b.add(LedgerRejections.<TransferResult>skip());
                            b.from(b.add(results)).toInlet(parted.in());
                            b.from(parted.out0()).to(in);
                            b.from(parted.out1()).to(side);
                            return ClosedShape.getInstance();
                        }))
                        .run(ledger.system());
        assertThat(TestLedger.get(out.first())).extracting(TransferResult::id).isEqualTo(good);
        assertThat(TestLedger.get(out.second())).extracting(TransferResult::id).isEqualTo(bad);
    }

    @Test
    void shouldDivert() {
        Pair<CompletionStage<List<TransferResult>>, CompletionStage<List<TransferResult>>> out = results()
                .viaMat(LedgerRejections.divertTo(Sink.<TransferResult>seq()), Keep.right())
                .toMat(Sink.<TransferResult>seq(), Keep.both())
                .run(ledger.system());
        assertThat(TestLedger.get(out.second())).extracting(TransferResult::id).isEqualTo(good);
        assertThat(TestLedger.get(out.first())).extracting(TransferResult::id).isEqualTo(bad);
    }

    // Returns each result with the position of its transfer in the stream.
    private Source<Pair<TransferResult, Long>, NotUsed> resultsWithContext() {
        return results().zipWithIndex();
    }

    private static List<UInt128> ids(List<Pair<TransferResult, Long>> results) {
        return results.stream().map(pair -> pair.first().id()).toList();
    }

    @Test
    void shouldStopWithContext() {
        List<Long> out = Collections.synchronizedList(new ArrayList<>());
        Throwable failure = TestLedger.failure(SourceWithContext.fromPairs(resultsWithContext())
                .via(LedgerRejections.stopWithContext())
                .asSource()
                .runForeach(pair -> out.add(pair.second()), ledger.system()));
        assertThat(failure).isInstanceOf(ElementRejectedException.class);
        assertThat(out).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void shouldSkipToASecondOutletWithContext() {
        Source<Pair<TransferResult, Long>, NotUsed> results = resultsWithContext();
        Sink<Pair<TransferResult, Long>, CompletionStage<List<Pair<TransferResult, Long>>>> seq = Sink.seq();
        Pair<CompletionStage<List<Pair<TransferResult, Long>>>, CompletionStage<List<Pair<TransferResult, Long>>>> out =
                RunnableGraph.fromGraph(GraphDSL.create(
                                seq, Sink.<Pair<TransferResult, Long>>seq(), Keep.both(), (b, in, side) -> {
                                    FanOutShape2<
                                                    Pair<TransferResult, Long>,
                                                    Pair<TransferResult, Long>,
                                                    Pair<TransferResult, Long>>
                                            parted = b.add(LedgerRejections.<TransferResult, Long>skipWithContext());
                                    b.from(b.add(results)).toInlet(parted.in());
                                    b.from(parted.out0()).to(in);
                                    b.from(parted.out1()).to(side);
                                    return ClosedShape.getInstance();
                                }))
                        .run(ledger.system());
        assertThat(ids(TestLedger.get(out.first()))).isEqualTo(good);
        assertThat(ids(TestLedger.get(out.second()))).isEqualTo(bad);
        assertThat(TestLedger.get(out.second())).allMatch(pair -> pair.second() % 10 == 9);
    }

    @Test
    void shouldDivertWithContext() {
        Source<Pair<TransferResult, Long>, NotUsed> results = resultsWithContext();
        Pair<CompletionStage<List<Pair<TransferResult, Long>>>, CompletionStage<List<Pair<TransferResult, Long>>>> out =
                results.viaMat(
                                LedgerRejections
                                        .<TransferResult, Long, CompletionStage<List<Pair<TransferResult, Long>>>>
                                                divertToWithContext(Sink.seq())
                                        .asFlow(),
                                Keep.right())
                        .toMat(Sink.<Pair<TransferResult, Long>>seq(), Keep.both())
                        .run(ledger.system());
        assertThat(ids(TestLedger.get(out.second()))).isEqualTo(good);
        assertThat(ids(TestLedger.get(out.first()))).isEqualTo(bad);
        assertThat(TestLedger.get(out.first())).allMatch(pair -> pair.second() % 10 == 9);
    }
}

package io.ledgeractors.streams.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.ChainOpenException;
import io.ledgeractors.streams.ChainTooLongException;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.StreamRefusedException;
import io.ledgeractors.streams.TestTransfers;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferResults;
import io.ledgeractors.streams.internal.gate.ScriptedGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchFlowTest {
    private static final int EVENTS_MAX = 4;

    private static ActorTestKit kit;
    private static LedgerStreamSettings settings;

    private final ScriptedGate gate = ScriptedGate.automatic(EVENTS_MAX, ScriptedGate.Ask::execute);
    private final List<TransferResults> out = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
        settings = LedgerStreamSettings.create(kit.system());
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void shouldGiveEachBatchItsResultsAndItselfBack() {
        List<TransferBatch> batches = List.of(
                batch(TestTransfers.chain(1, 2, false)),
                TransferBatch.create(),
                batch(TestTransfers.chain(3, 4, false)));
        run(gate, batches);
        assertThat(out).extracting(TransferResults::batch).isEqualTo(batches);
        assertThat(out).extracting(TransferResults::count).containsExactly(2, 0, 4);
        assertThat(out.get(2).timestamp(3)).isEqualTo(ScriptedGate.timestampOf(6));
        assertThat(out.get(2).status(3)).isEqualTo(ScriptedGate.statusOf(6));
        out.forEach(results -> results.batch().clear());
    }

    @Test
    void shouldRefuseABatchThatEndsWithinAChain() {
        List<Transfer> events = new ArrayList<>(TestTransfers.chain(3, 1, false));
        events.addAll(TestTransfers.chain(4, 2, true));
        ChainOpenException failure = fail(
                ChainOpenException.class, batch(TestTransfers.chain(1, 2, false)), batch(events), batch(List.of()));
        assertThat(failure.firstId()).isEqualTo(UInt128.of(4));
        assertThat(failure.events()).isEqualTo(2);
        assertThat(out).extracting(TransferResults::count).containsExactly(2);
    }

    @Test
    void shouldSayWhenTheChainCouldNeverFit() {
        ChainTooLongException failure = fail(ChainTooLongException.class, batch(TestTransfers.chain(1, 4, true)));
        assertThat(failure.firstId()).isEqualTo(UInt128.of(1));
    }

    @Test
    void shouldRefuseABatchGreaterThanARequest() {
        StreamRefusedException failure = fail(StreamRefusedException.class, batch(TestTransfers.chain(1, 5, false)));
        assertThat(failure.reason()).isEqualTo(Refusal.TOO_MUCH_DATA);
        assertThat(failure).hasMessageContaining("at most 4");
    }

    @Test
    void shouldSeeThroughWhatItTookWhenTheDownstreamCancels() throws Exception {
        ScriptedGate manual = ScriptedGate.manual(EVENTS_MAX);
        TransferBatch first = batch(TestTransfers.chain(1, 1, false));
        TransferBatch second = batch(TestTransfers.chain(2, 1, false));
        Pair<UniqueKillSwitch, SinkQueueWithCancel<TransferResults>> run = Source.from(List.of(first, second))
                .via(BatchFlows.plain(BatchOperation.CREATE_TRANSFERS, manual, settings))
                .viaMat(KillSwitches.single(), Keep.right())
                .toMat(Sink.queue(), Keep.both())
                .run(kit.system());
        ScriptedGate.Ask refused = manual.expect();
        ScriptedGate.Ask other = manual.expect();
        run.first().shutdown();
        assertThat(run.second().pull().toCompletableFuture().get(5, TimeUnit.SECONDS))
                .isEmpty();
        other.refuse(Refusal.OVERLOADED);
        refused.refuse(Refusal.OVERLOADED);
        ScriptedGate.Ask again = manual.expect();
        assertThat(again.ids()).containsExactly(1L);
        again.execute();
        manual.expect().execute();
        Awaitility.await().atMost(Duration.ofSeconds(5)).ignoreExceptions().untilAsserted(second::clear);
    }

    private <T extends Throwable> T fail(Class<T> type, TransferBatch... batches) {
        try {
            run(gate, List.of(batches));
            throw new AssertionError("did not fail");
        } catch (CompletionException failure) {
            assertThat(failure.getCause()).isInstanceOf(type);
            return type.cast(failure.getCause());
        }
    }

    private void run(ScriptedGate through, List<TransferBatch> batches) {
        Source.from(batches)
                .via(BatchFlows.plain(BatchOperation.CREATE_TRANSFERS, through, settings))
                .runForeach(out::add, kit.system())
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    private static TransferBatch batch(List<Transfer> transfers) {
        return TransferBatch.of(transfers);
    }
}

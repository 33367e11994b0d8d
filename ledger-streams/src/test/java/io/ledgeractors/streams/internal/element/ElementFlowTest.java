package io.ledgeractors.streams.internal.element;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.ChainOpenException;
import io.ledgeractors.streams.ChainTooLongException;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.StreamOutcomeUnknownException;
import io.ledgeractors.streams.StreamRefusedException;
import io.ledgeractors.streams.TestTransfers;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.internal.batch.BatchOperation;
import io.ledgeractors.streams.internal.gate.ScriptedGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
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

class ElementFlowTest {
    private static ActorTestKit kit;
    private static LedgerStreamSettings settings;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
        settings = LedgerStreamSettings.create(kit.system()).withUnknownTimeout(Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    /** A running flow between a source queue and a sink queue. */
    private static final class Run {
        final ScriptedGate gate;
        final BoundedSourceQueue<Transfer> in;
        final UniqueKillSwitch before;
        final UniqueKillSwitch after;
        final SinkQueueWithCancel<TransferResult> out;
        final AtomicInteger taken = new AtomicInteger();
        private final AtomicReference<Supplier<CompletionStage<Done>>> barrier = new AtomicReference<>();

        Run(int eventsMax) {
            this(ScriptedGate.manual(eventsMax), settings);
        }

        Run(ScriptedGate gate, LedgerStreamSettings settings) {
            this.gate = gate;
            Pair<
                            Pair<Pair<BoundedSourceQueue<Transfer>, UniqueKillSwitch>, UniqueKillSwitch>,
                            SinkQueueWithCancel<TransferResult>>
                    run = Source.<Transfer>queue(10_000)
                            .viaMat(KillSwitches.single(), Keep.both())
                            .map(transfer -> {
                                taken.incrementAndGet();
                                return transfer;
                            })
                            .via(ElementFlows.plain(
                                    BatchOperation.CREATE_TRANSFERS, new TransferMapper(), gate, settings))
                            .viaMat(KillSwitches.single(), Keep.both())
                            .viaMat(new Barrier<>(), this::keepBarrier)
                            .toMat(Sink.queue(), Keep.both())
                            .run(kit.system());
            in = run.first().first().first();
            before = run.first().first().second();
            after = run.first().second();
            out = run.second();
        }

        private <M> M keepBarrier(M before, Supplier<CompletionStage<Done>> passed) {
            barrier.set(passed);
            return before;
        }

        /** Waits until the flow has done everything that it does without a further event. */
        void expectIdle() {
            get(barrier.get().get());
        }

        void offer(List<Transfer> transfers) {
            transfers.forEach(in::offer);
        }

        /** Waits until the flow has taken {@code elements} elements from upstream. */
        void expectTaken(int elements) {
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> taken.get() == elements);
        }

        /** Requires the results of these ids, in order. */
        void expect(long firstId, long lastId) {
            for (long id = firstId; id <= lastId; id++) {
                TransferResult result = get(out.pull()).orElseThrow();
                assertThat(result.transfer().id()).isEqualTo(UInt128.of(id));
                assertThat(result.timestamp()).isEqualTo(ScriptedGate.timestampOf(id));
                assertThat(result.status()).isEqualTo(ScriptedGate.statusOf(id));
            }
        }

        void expectCompletion() {
            assertThat(get(out.pull())).isEqualTo(Optional.empty());
        }

        <T extends Throwable> T expectFailure(Class<T> type) {
            try {
                throw new AssertionError("not failed: " + get(out.pull()));
            } catch (CompletionException failure) {
                assertThat(failure.getCause()).isInstanceOf(type);
                return type.cast(failure.getCause());
            }
        }
    }

    @Test
    void shouldSendAtOnceWhenTheUpstreamPausesAndFillUpMeanwhile() throws Exception {
        Run run = new Run(4);
        run.offer(TestTransfers.chain(1, 1, false));
        ScriptedGate.Ask first = run.gate.expect();
        assertThat(first.ids()).containsExactly(1L);

        run.offer(TestTransfers.chain(2, 1, false));
        run.offer(TestTransfers.chain(3, 1, false));
        run.offer(TestTransfers.chain(4, 2, false));
        ScriptedGate.Ask second = run.gate.expect();
        assertThat(second.ids()).containsExactly(2L, 3L, 4L, 5L);

        run.offer(TestTransfers.chain(6, 1, false));
        first.execute();
        run.expect(1, 1);
        second.execute();
        run.expect(2, 5);
        ScriptedGate.Ask third = run.gate.expect();
        assertThat(third.ids()).containsExactly(6L);
        assertThat(third.order).isEqualTo(first.order).isNotZero();
        run.in.complete();
        third.execute();
        run.expect(6, 6);
        run.expectCompletion();
    }

    @Test
    void shouldHaveAtMostTwoRequestsOutstanding() throws Exception {
        Run run = new Run(2);
        run.offer(TestTransfers.random(new java.util.Random(1), 20, 1));
        ScriptedGate.Ask first = run.gate.expect();
        ScriptedGate.Ask second = run.gate.expect();
        run.out.pull();
        // The third request is full and waits for an answer to the first.
        run.expectTaken(first.ids().size() + second.ids().size() + 2);
        run.expectIdle();
        assertThat(run.gate.isIdle()).as("a third request").isTrue();
        first.execute();
        assertThat(run.gate.expect().ids()).hasSize(2);
    }

    @Test
    void shouldNotCutAChainAtTheEndOfARequest() throws Exception {
        Run run = new Run(4);
        run.offer(TestTransfers.chain(1, 1, false));
        ScriptedGate.Ask first = run.gate.expect();
        run.offer(TestTransfers.chain(2, 2, false));
        run.offer(TestTransfers.chain(4, 3, false));
        run.in.complete();
        ScriptedGate.Ask second = run.gate.expect();
        assertThat(second.ids()).containsExactly(2L, 3L);
        second.execute();
        first.execute();
        run.expect(1, 3);
        ScriptedGate.Ask third = run.gate.expect();
        assertThat(third.ids()).containsExactly(4L, 5L, 6L);
        third.execute();
        run.expect(4, 6);
        run.expectCompletion();
    }

    @Test
    void shouldFailOnAChainLongerThanARequestAfterWhatCameBefore() throws Exception {
        Run run = new Run(3);
        run.offer(TestTransfers.chain(1, 2, false));
        run.offer(TestTransfers.chain(3, 5, false));
        ScriptedGate.Ask first = run.gate.expect();
        assertThat(first.ids()).containsExactly(1L, 2L);
        first.execute();
        run.expect(1, 2);
        ChainTooLongException failure = run.expectFailure(ChainTooLongException.class);
        assertThat(failure.firstId()).isEqualTo(UInt128.of(3));
        assertThat(failure.eventsMax()).isEqualTo(3);
        assertThat(run.gate.isIdle()).isTrue();
    }

    @Test
    void shouldSendNothingOfAChainThatIsOpenAtTheEnd() throws Exception {
        Run run = new Run(10);
        run.offer(TestTransfers.chain(1, 2, false));
        run.offer(TestTransfers.chain(3, 2, true));
        run.in.complete();
        ScriptedGate.Ask first = run.gate.expect();
        assertThat(first.ids()).containsExactly(1L, 2L);
        first.execute();
        run.expect(1, 2);
        ChainOpenException failure = run.expectFailure(ChainOpenException.class);
        assertThat(failure.firstId()).isEqualTo(UInt128.of(3));
        assertThat(failure.events()).isEqualTo(2);
        assertThat(run.gate.isIdle()).isTrue();
    }

    @Test
    void shouldFailWhenAChainIsNotContinuedInTime() throws Exception {
        Run run = new Run(ScriptedGate.manual(10), settings.withMaxChainWait(Duration.ofMillis(30)));
        run.offer(TestTransfers.chain(1, 1, false));
        run.offer(TestTransfers.chain(2, 3, true));
        run.gate.expect().execute();
        run.expect(1, 1);
        ChainOpenException failure = run.expectFailure(ChainOpenException.class);
        assertThat(failure.firstId()).isEqualTo(UInt128.of(2));
        assertThat(failure).hasMessageContaining("paused");
    }

    @Test
    void shouldHoldAnOpenChainWhileTheUpstreamPauses() throws Exception {
        Run run = new Run(10);
        run.offer(TestTransfers.chain(1, 1, false));
        run.offer(TestTransfers.chain(2, 1, true));
        ScriptedGate.Ask first = run.gate.expect();
        assertThat(first.ids()).containsExactly(1L);
        run.offer(TestTransfers.chain(3, 1, false));
        first.execute();
        ScriptedGate.Ask second = run.gate.expect();
        assertThat(second.ids()).containsExactly(2L, 3L);
    }

    @Test
    void shouldRetryAnOverloadedRequestUnseen() throws Exception {
        Run run = new Run(10);
        run.offer(TestTransfers.chain(1, 2, false));
        ScriptedGate.Ask first = run.gate.expect();
        run.in.complete();
        first.refuse(Refusal.OVERLOADED);
        ScriptedGate.Ask again = run.gate.expect();
        assertThat(again.transfers).isEqualTo(first.transfers);
        again.refuse(Refusal.OVERLOADED);
        run.gate.expect().execute();
        run.expect(1, 2);
        run.expectCompletion();
    }

    @Test
    void shouldGiveUpOnAnOverloadThatLasts() {
        ScriptedGate gate = ScriptedGate.automatic(10, ask -> ask.refuse(Refusal.OVERLOADED));
        Run run = new Run(
                gate,
                settings.withMinBackoff(Duration.ofMillis(5))
                        .withMaxBackoff(Duration.ofMillis(10))
                        .withOverloadTimeout(Duration.ofMillis(50)));
        run.offer(TestTransfers.chain(1, 2, false));
        StreamRefusedException failure = run.expectFailure(StreamRefusedException.class);
        assertThat(failure.reason()).isEqualTo(Refusal.OVERLOADED);
        assertThat(failure.count()).isEqualTo(2);
    }

    @Test
    void shouldNameWhatIsUnknownAfterAllResultsBeforeIt() throws Exception {
        Run run = new Run(2);
        run.offer(TestTransfers.chain(1, 2, false));
        run.offer(TestTransfers.chain(3, 2, false));
        run.offer(TestTransfers.chain(5, 2, false));
        ScriptedGate.Ask first = run.gate.expect();
        ScriptedGate.Ask second = run.gate.expect();
        second.unknown();
        first.execute();
        run.expect(1, 2);
        StreamOutcomeUnknownException failure = run.expectFailure(StreamOutcomeUnknownException.class);
        assertThat(failure.count()).isEqualTo(2);
        assertThat(failure.ids()).containsExactly(UInt128.of(3), UInt128.of(4));
        assertThat(run.gate.isIdle())
                .as("no request was sent after the failure")
                .isTrue();
    }

    @Test
    void shouldCountUnansweredRequestsAsUnknownAfterAWait() throws Exception {
        Run run = new Run(ScriptedGate.manual(2), settings.withDrainTimeout(Duration.ofMillis(30)));
        run.offer(TestTransfers.chain(1, 2, false));
        run.offer(TestTransfers.chain(3, 2, false));
        ScriptedGate.Ask first = run.gate.expect();
        run.gate.expect();
        first.unknown();
        assertThat(run.expectFailure(StreamOutcomeUnknownException.class).count())
                .isEqualTo(4);
    }

    @Test
    void shouldFailTypedWhenRefused() throws Exception {
        Run run = new Run(2);
        run.offer(TestTransfers.chain(1, 2, false));
        run.gate.expect().refuse(Refusal.CLOSED);
        assertThat(run.expectFailure(StreamRefusedException.class).reason()).isEqualTo(Refusal.CLOSED);
    }

    @Test
    void shouldTakeNothingBeforeTheLedgerIsReady() {
        ScriptedGate gate = ScriptedGate.notReady(10);
        Run run = new Run(gate, settings);
        run.offer(TestTransfers.chain(1, 1, false));
        CompletionStage<Optional<TransferResult>> pulled = run.out.pull();
        run.expectIdle();
        assertThat(run.taken).as("elements taken").hasValue(0);
        assertThat(pulled.toCompletableFuture()).isNotDone();
        gate.ready.complete(0L);
        assertThat(get(pulled).orElseThrow().transfer().id()).isEqualTo(UInt128.of(1));
    }

    @Test
    void shouldFailWithTheReasonWhenTheLedgerNeverGetsReady() {
        ScriptedGate gate = ScriptedGate.notReady(10);
        Run run = new Run(gate, settings);
        gate.ready.completeExceptionally(new IllegalStateException("no ledger"));
        assertThat(run.expectFailure(IllegalStateException.class)).hasMessage("no ledger");
    }

    @Test
    void shouldSeeThroughWhatWasTakenWhenShutDownBefore() throws Exception {
        Run run = new Run(3);
        run.offer(TestTransfers.random(new java.util.Random(1), 1, 1));
        ScriptedGate.Ask first = run.gate.expect();
        run.offer(TestTransfers.chain(2, 1, false));
        run.offer(TestTransfers.chain(3, 1, false));
        CompletionStage<Optional<TransferResult>> pulled = run.out.pull();
        run.expectTaken(3);
        run.before.shutdown();
        ScriptedGate.Ask second = run.gate.expect();
        assertThat(second.ids()).containsExactly(2L, 3L);
        second.execute();
        first.execute();
        assertThat(get(pulled).orElseThrow().transfer().id()).isEqualTo(UInt128.of(1));
        run.expect(2, 3);
        run.expectCompletion();
    }

    @Test
    void shouldSendWhatWasTakenWhenTheDownstreamCancels() throws Exception {
        Run run = new Run(3);
        run.offer(TestTransfers.random(new java.util.Random(1), 1, 1));
        ScriptedGate.Ask first = run.gate.expect();
        run.offer(TestTransfers.chain(2, 1, false));
        run.offer(TestTransfers.chain(3, 1, false));
        run.expectTaken(3);
        run.after.shutdown();
        run.expectCompletion();
        ScriptedGate.Ask second = run.gate.expect();
        assertThat(second.ids()).containsExactly(2L, 3L);
        first.execute();
        second.execute();
    }

    @Test
    void shouldPassAFailureOfTheUpstreamOn() throws Exception {
        Run run = new Run(3);
        run.offer(TestTransfers.chain(1, 1, false));
        run.gate.expect();
        run.before.abort(new IllegalStateException("upstream"));
        assertThat(run.expectFailure(IllegalStateException.class)).hasMessage("upstream");
    }

    @Test
    void shouldCompleteWithoutElements() {
        Run run = new Run(3);
        run.in.complete();
        run.expectCompletion();
    }

    @Test
    void shouldCarryContextsThrough() {
        ScriptedGate gate = ScriptedGate.automatic(7, ScriptedGate.Ask::execute);
        List<Pair<Transfer, Long>> elements = LongStream.rangeClosed(1, 100)
                .mapToObj(id -> Pair.create(TestTransfers.transfer(id, id % 3 == 1), -id))
                .limit(99)
                .toList();
        List<Pair<TransferResult, Long>> out = get(Source.from(elements)
                .asSourceWithContext(Pair::second)
                .map(Pair::first)
                .via(ElementFlows.withContext(BatchOperation.CREATE_TRANSFERS, new TransferMapper(), gate, settings))
                .asSource()
                .runWith(Sink.seq(), kit.system()));
        List<Pair<Transfer, Long>> back = new ArrayList<>();
        out.forEach(pair -> back.add(Pair.create(pair.first().transfer(), pair.second())));
        assertThat(back).isEqualTo(elements);
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                throw new AssertionError("nothing came within 5 s");
            }
            throw failure;
        }
    }
}

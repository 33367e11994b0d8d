package io.ledgeractors.streams.internal.element;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.ChainOpenException;
import io.ledgeractors.streams.ChainTooLongException;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.TestTransfers;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.TransferResults;
import io.ledgeractors.streams.internal.batch.BatchOperation;
import io.ledgeractors.streams.internal.gate.ModelGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs flows with random chains, batch limits, pauses on both sides, lost and refused requests, and ends of every kind.
 * Each flow must emit one element for each that it takes, in order, with its own result and context, and must neither
 * cut nor join chains. {@code -Dledger.seed=N} repeats a run.
 */
class FlowPropertyTest {
    private static final Long SEED = Long.getLong("ledger.seed");
    private static final int RUNS = SEED == null ? 10_000 : 1;
    /** The number of streams that run at the same time, so that their waits overlap. */
    private static final int WINDOW = 200;

    private static ActorTestKit kit;
    private static LedgerStreamSettings settings;
    private static ExecutorService executor;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
        settings = LedgerStreamSettings.create(kit.system())
                .withMinBackoff(Duration.ofMillis(1))
                .withMaxBackoff(Duration.ofMillis(2));
        executor = Executors.newSingleThreadExecutor();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
        executor.shutdownNow();
    }

    @Test
    void shouldGiveEachElementItsOwnResultInOrder() throws InterruptedException {
        BlockingQueue<Run> ended = new LinkedBlockingQueue<>();
        Set<Long> running = new LinkedHashSet<>();
        int started = 0;
        for (int checked = 0; checked < RUNS; checked++) {
            for (; started < RUNS && started - checked < WINDOW; started++) {
                Run run = new Run(SEED == null ? started : SEED);
                running.add(run.seed);
                run.start(ended);
            }
            Run run = ended.poll(60, TimeUnit.SECONDS);
            assertThat(run)
                    .as("no stream of the seeds %s has ended in time", running)
                    .isNotNull();
            run.check();
            running.remove(run.seed);
        }
    }

    private enum End {
        WHOLE,
        OPEN_CHAIN,
        LONG_CHAIN,
        CANCELLED
    }

    private static final class Run {
        private final long seed;
        private final int limit;
        private final End end;
        private final int taken;
        private final List<Transfer> whole;
        private final List<Transfer> all;
        private final ModelGate gate;
        private final int pauses;
        private final List<Pair<TransferResult, Integer>> out = Collections.synchronizedList(new ArrayList<>());
        private CompletionStage<Done> done;

        Run(long seed) {
            this.seed = seed;
            Random random = new Random(seed * 0x9e3779b97f4a7c15L);
            limit = 1 + random.nextInt(20);
            int kind = random.nextInt(20);
            end = kind < 3 ? End.OPEN_CHAIN : kind < 5 ? End.LONG_CHAIN : kind < 6 ? End.CANCELLED : End.WHOLE;
            whole = spoil(TestTransfers.random(random, random.nextInt(60), limit), random);
            all = new ArrayList<>(whole);
            if (end == End.OPEN_CHAIN && limit > 1) {
                all.addAll(TestTransfers.chain(all.size() + 1L, 1 + random.nextInt(limit - 1), true));
            } else if (end == End.LONG_CHAIN) {
                all.addAll(TestTransfers.chain(all.size() + 1L, limit + 1 + random.nextInt(3), false));
            }
            taken = random.nextInt(1 + all.size());
            pauses = 2 + random.nextInt(60);
            gate = new ModelGate(executor, new Random(seed), limit, random.nextInt(20) == 0 ? 10 : 0);
        }

        private static List<Transfer> spoil(List<Transfer> transfers, Random random) {
            List<Transfer> spoilt = new ArrayList<>();
            for (Transfer transfer : transfers) {
                boolean isBad = random.nextInt(15) == 0;
                spoilt.add(isBad ? transfer.toBuilder().code(ModelGate.BAD_CODE).build() : transfer);
            }
            return spoilt;
        }

        void start(Queue<Run> ended) {
            List<Pair<Transfer, Integer>> elements = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                elements.add(Pair.create(all.get(i), -i));
            }
            Source<Pair<TransferResult, Integer>, ?> results = Source.from(elements)
                    .via(new Pausing<>(seed, pauses))
                    .via(ElementFlows.<Transfer, TransferResult, TransferBatch, TransferResults, Integer>withContext(
                                    BatchOperation.CREATE_TRANSFERS, new TransferMapper(), gate, settings)
                            .asFlow())
                    .via(new Pausing<>(seed + 1, pauses));
            done = (end == End.CANCELLED ? results.take(taken) : results).runWith(Sink.foreach(out::add), kit.system());
            done.whenComplete((ignored, failure) -> ended.add(this));
        }

        void check() {
            try {
                checkEnd();
                checkResults();
                checkRequests();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("run with -Dledger.seed=" + seed, failure);
            }
        }

        private void checkEnd() {
            Throwable failure = null;
            try {
                done.toCompletableFuture().join();
            } catch (CompletionException thrown) {
                failure = thrown.getCause();
            }
            UInt128 firstOfLast = UInt128.of(whole.size() + 1L);
            if (end == End.LONG_CHAIN) {
                assertThat(failure).isInstanceOf(ChainTooLongException.class);
                assertThat(((ChainTooLongException) failure).firstId()).isEqualTo(firstOfLast);
            } else if (end == End.OPEN_CHAIN && all.size() > whole.size()) {
                assertThat(failure).isInstanceOf(ChainOpenException.class);
                assertThat(((ChainOpenException) failure).firstId()).isEqualTo(firstOfLast);
            } else {
                assertThat(failure).isNull();
            }
            assertThat(out).hasSize(end == End.CANCELLED ? taken : whole.size());
        }

        private void checkResults() {
            for (int i = 0; i < out.size(); i++) {
                TransferResult result = out.get(i).first();
                assertThat(out.get(i).second()).isEqualTo(-i);
                assertThat(result.transfer()).isSameAs(all.get(i));
                assertThat(result.status()).isEqualTo(expected(i));
                Transfer stored = gate.created().get(result.transfer().id());
                assertThat(stored != null).isEqualTo(result.status() == CreateTransferStatus.Created);
                if (stored != null) {
                    assertThat(result.timestamp()).isEqualTo(stored.timestamp());
                }
            }
        }

        // The first bad member of a chain gets the status of its fault, and all others get LinkedEventFailed.
        private CreateTransferStatus expected(int index) {
            int first = index;
            while (first > 0 && TestTransfers.isLinked(all.get(first - 1))) {
                first--;
            }
            for (int i = first; ; i++) {
                if (all.get(i).code() == ModelGate.BAD_CODE) {
                    return i == index
                            ? CreateTransferStatus.AccountsMustBeDifferent
                            : CreateTransferStatus.LinkedEventFailed;
                }
                if (!TestTransfers.isLinked(all.get(i))) {
                    return CreateTransferStatus.Created;
                }
            }
        }

        private void checkRequests() {
            if (end == End.CANCELLED) {
                // The flow may still be sending the elements that it has taken.
                return;
            }
            for (List<Transfer> request : gate.requests()) {
                int first = (int) request.get(0).id().low() - 1;
                int last = first + request.size() - 1;
                assertThat(request).isEqualTo(whole.subList(first, last + 1)).hasSizeLessThanOrEqualTo(limit);
                assertThat(TestTransfers.isLinked(whole.get(last))).isFalse();
                assertThat(first > 0 && TestTransfers.isLinked(whole.get(first - 1)))
                        .isFalse();
            }
        }
    }
}

package io.ledgeractors.streams.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.batcher.Refusal;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.OutcomeUnknownException;
import io.ledgeractors.streams.TransferResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random chains, limits, pauses on both sides, answers late, refused for a while, or lost. */
class ElementFlowPropertyTest {
    private static final long SEED = Long.getLong("ledger.seed", 7_331L);
    private static final int RUNS = 200;

    private static ActorTestKit kit;
    private static LedgerStreamSettings settings;
    private static ScheduledExecutorService timer;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
        settings = LedgerStreamSettings.create(kit.system())
                .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2))
                .withUnknownTimeout(Duration.ZERO);
        timer = Executors.newSingleThreadScheduledExecutor();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
        timer.shutdownNow();
    }

    @Test
    void shouldGiveEachElementItsOwnResultInOrder() {
        for (int run = 0; run < RUNS; run++) {
            long seed = SEED + run;
            try {
                new Run(new Random(seed)).check();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("run with -Dledger.seed=" + seed, failure);
            }
        }
    }

    private static final class Run {
        final Random random;
        final int limit;
        final int pauses;
        final int overloads;
        final int losses;
        final List<Transfer> all;
        final List<ScriptedGate.Ask> asks = Collections.synchronizedList(new ArrayList<>());

        final Set<Long> executed = ConcurrentHashMap.newKeySet();

        Run(Random random) {
            this.random = random;
            limit = 1 + random.nextInt(20);
            pauses = 2 + random.nextInt(100);
            overloads = random.nextBoolean() ? 10 : Integer.MAX_VALUE;
            losses = random.nextInt(3) == 0 ? 10 : Integer.MAX_VALUE;
            all = Chains.random(random, random.nextInt(150), limit);
        }

        void check() {
            ScriptedGate gate = ScriptedGate.automatic(limit, this::answerLater);
            List<TransferResult> out = Collections.synchronizedList(new ArrayList<>());
            CompletionStage<?> end = Source.from(all)
                    .mapAsync(1, this::pause)
                    .via(Stages.elements(BatchKind.CREATE_TRANSFERS, new TransferForm(), gate, settings))
                    .map(result -> {
                        out.add(result);
                        return result;
                    })
                    .mapAsync(1, this::pause)
                    .runWith(Sink.ignore(), kit.system());
            try {
                end.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
                assertThat(out).hasSize(all.size());
            } catch (CompletionException failure) {
                checkLoss(out, failure.getCause());
            }
            checkOut(out);
            checkChains();
        }

        private void checkLoss(List<TransferResult> out, Throwable cause) {
            assertThat(cause).isInstanceOf(OutcomeUnknownException.class);
            OutcomeUnknownException unknown = (OutcomeUnknownException) cause;
            int first = (int) unknown.ids().get(0).low() - 1;
            for (int i = 0; i < unknown.count(); i++) {
                assertThat(unknown.ids().get(i)).isEqualTo(all.get(first + i).id());
            }
            // In between is what was refused and would have been sent again.
            for (int i = out.size(); i < first; i++) {
                assertThat(executed).doesNotContain(i + 1L);
            }
        }

        private void checkOut(List<TransferResult> out) {
            for (int i = 0; i < out.size(); i++) {
                TransferResult result = out.get(i);
                assertThat(result.transfer()).isSameAs(all.get(i));
                assertThat(result.timestamp()).isEqualTo(ScriptedGate.timestampOf(i + 1));
                assertThat(result.status()).isEqualTo(ScriptedGate.statusOf(i + 1));
            }
        }

        private void checkChains() {
            for (ScriptedGate.Ask ask : asks) {
                int first = ask.ids().get(0).intValue() - 1;
                int count = ask.transfers.size();
                assertThat(ask.transfers)
                        .isEqualTo(all.subList(first, first + count))
                        .hasSizeLessThanOrEqualTo(limit);
                assertThat(Chains.isLinked(ask.transfers.get(count - 1))).isFalse();
                assertThat(first > 0 && Chains.isLinked(all.get(first - 1))).isFalse();
            }
        }

        private void answerLater(ScriptedGate.Ask ask) {
            asks.add(ask);
            later(() -> answer(ask));
        }

        private void answer(ScriptedGate.Ask ask) {
            if (chance(overloads)) {
                ask.refuse(Refusal.OVERLOADED);
            } else if (chance(losses)) {
                ask.unknown();
            } else {
                executed.addAll(ask.ids());
                ask.execute();
            }
        }

        private <T> CompletionStage<T> pause(T element) {
            CompletableFuture<T> passed = new CompletableFuture<>();
            if (chance(pauses)) {
                later(() -> passed.complete(element));
            } else {
                passed.complete(element);
            }
            return passed;
        }

        private void later(Runnable what) {
            timer.schedule(what, nextInt(100), TimeUnit.MICROSECONDS);
        }

        private boolean chance(int oneOf) {
            return nextInt(oneOf) == 0;
        }

        private synchronized int nextInt(int bound) {
            return random.nextInt(bound);
        }
    }
}

package io.ledgeractors.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerSetup;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.tck.session.ForwardingSession;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the delay of an ask while streams run, counted in requests to the ledger. */
class AskBesideStreamsTest {
    private static final int ASKS = 12;
    private static final int PATIENCE_SECONDS = 30;

    /** A session that holds each request back until the test lets it go to the ledger. */
    private static final class Held extends ForwardingSession {
        /** A request that is held back, with the ids of its events. */
        record Request(Set<UInt128> ids, Runnable go) {}

        private final BlockingQueue<Request> requests;

        Held(LedgerSession session, BlockingQueue<Request> requests) {
            super(session);
            this.requests = requests;
        }

        @Override
        public void submit(Operation operation, Body body, ReplyHandler handler) {
            int payload = MultiBatch.payloadSize(body.bytes(), 0, body.size(), TransferCodec.SIZE);
            Set<UInt128> ids = new HashSet<>();
            for (int at = 0; at < payload; at += TransferCodec.SIZE) {
                ids.add(Bytes.getU128(body.bytes(), at));
            }
            requests.add(new Request(ids, () -> super.submit(operation, body, handler)));
        }
    }

    private final BlockingQueue<Held.Request> requests = new LinkedBlockingQueue<>();
    private final AtomicLong ids = new AtomicLong(1);

    private Transfer transfer() {
        return Transfer.builder().id(UInt128.of(ids.getAndIncrement())).build();
    }

    private TransferBatch batch(int size) {
        TransferBatch batch = TransferBatch.create();
        for (int i = 0; i < size; i++) {
            batch.add(transfer());
        }
        return batch;
    }

    private Held.Request next() throws InterruptedException {
        Held.Request request = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(request).as("a request that reached the session").isNotNull();
        return request;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void shouldDelayAnAskByOneRequestOfOthersAtMostHoweverManyStreamsThereAre(int streams) throws InterruptedException {
        Limits limits = Limits.DEVELOPMENT;
        int full = limits.eventsMax(Operation.CREATE_TRANSFERS);
        EmbeddedSettings small = EmbeddedSettings.inMemory().withBatchSizeLimit(limits.batchSizeLimit());
        try (EmbeddedLedger embedded = EmbeddedLedger.open(small)) {
            ActorSystem<Void> system = ActorSystem.create(
                    Behaviors.empty(),
                    "beside",
                    BootstrapSetup.create(ConfigFactory.load())
                            .and(LedgerSetup.create(
                                    BatcherSettings.DEFAULT, () -> new Held(embedded.newSession(), requests))));
            try {
                check(system, streams, full);
            } finally {
                system.terminate();
                TestLedger.get(system.getWhenTerminated());
            }
        }
    }

    private void check(ActorSystem<Void> system, int streams, int full) throws InterruptedException {
        Ledger ledger = Ledger.get(system);
        SharedKillSwitch end = KillSwitches.shared("end");
        List<CompletionStage<Done>> ended = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            ended.add(Source.repeat(full)
                    .map(this::batch)
                    .via(end.flow())
                    .via(LedgerFlow.createTransferBatches(system, LedgerStreamSettings.create(system)))
                    .runWith(Sink.ignore(), system));
        }
        Held.Request inFlight = next();
        for (int i = 0; i < ASKS; i++) {
            Transfer asked = transfer();
            CompletionStage<CreateTransfersReply> reply = ledger.createTransfers(List.of(asked));
            // The batcher answers this after it has taken the ask, so the ask precedes the next reply of the ledger.
            ledger.awaitReady(Duration.ofSeconds(PATIENCE_SECONDS));
            inFlight.go().run();
            Held.Request first = next();
            Held.Request second = null;
            if (!first.ids().contains(asked.id())) {
                first.go().run();
                second = next();
                assertThat(second.ids())
                        .as("the second request after the one in flight")
                        .contains(asked.id());
            }
            Held.Request own = second == null ? first : second;
            own.go().run();
            assertThat(TestLedger.get(reply).outcome()).isInstanceOf(LedgerReply.Results.class);
            inFlight = next();
        }
        end.shutdown();
        inFlight.go().run();
        for (CompletionStage<Done> stream : ended) {
            while (!stream.toCompletableFuture().isDone()) {
                Held.Request last = requests.poll(10, TimeUnit.MILLISECONDS);
                if (last != null) {
                    last.go().run();
                }
            }
            TestLedger.get(stream);
        }
    }
}

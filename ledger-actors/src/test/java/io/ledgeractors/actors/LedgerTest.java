package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.metrics.HistogramRecorder;
import io.ledgeractors.actors.metrics.MicrometerRecorder;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final FakeConnection connection = new FakeConnection();
    private ActorSystem<Void> system;
    private Ledger ledger;
    private FakeSession session;

    @BeforeEach
    void start() throws InterruptedException {
        system = ActorSystem.create(
                Behaviors.empty(),
                "ledger-test",
                ConfigFactory.parseString("pekko.loglevel = WARNING").withFallback(ConfigFactory.defaultReference()));
        ledger = Ledger.open(
                system,
                null,
                new LedgerSettings(EmbeddedConnection.inMemory(), BatcherSettings.DEFAULT),
                connection,
                LedgerEnvironment.DEFAULT);
        session = connection.take();
    }

    @AfterEach
    void stop() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private CompletableFuture<CreateTransfersReply> transfer(long id) {
        return ledger.createTransfers(Some.transfers(id)).toCompletableFuture().orTimeout(5, TimeUnit.SECONDS);
    }

    @Test
    void shouldCompleteAsksWithTheirResults() throws InterruptedException {
        session.register();
        CompletableFuture<CreateTransfersReply> reply = transfer(1);
        session.take().created();
        assertThat(reply.join().outcome()).isInstanceOf(LedgerReply.Results.class);
    }

    @Test
    void shouldKeepTheOrderOfAClientAcrossOperations() throws InterruptedException {
        session.register();
        transfer(9);
        FakeSession.Request first = session.take();
        LedgerHandle client = ledger.newHandle();
        client.lookupAccounts(List.of());
        client.createTransfers(Some.transfers(1));
        first.created();
        assertThat(session.take().operation().isCreate()).isFalse();
    }

    @Test
    void shouldBeReadyOnceRegistered() {
        CompletableFuture<SessionState.Registered> ready =
                ledger.ready(Duration.ofSeconds(5)).toCompletableFuture();
        assertThatThrownBy(ledger::limits).isInstanceOf(LedgerUnavailableException.class);
        session.register(Limits.DEVELOPMENT);
        assertThat(ready.join()).isEqualTo(FakeSession.REGISTERED);
        assertThat(ledger.awaitReady(Duration.ofSeconds(5))).isEqualTo(FakeSession.REGISTERED);
        assertThat(ledger.limits()).isEqualTo(Limits.DEVELOPMENT);
        assertThat(ledger.state()).isEqualTo(FakeSession.REGISTERED);
    }

    @Test
    void shouldWaitForASessionForAsLongAsAnybodyWants() {
        List<CompletableFuture<SessionState.Registered>> waiting = Stream.of(
                        Duration.ofDays(300), Duration.ofSeconds(Long.MAX_VALUE))
                .map(timeout -> ledger.ready(timeout).toCompletableFuture())
                .toList();
        assertThatThrownBy(() -> ledger.ready(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be negative");
        session.register(Limits.DEVELOPMENT);
        assertThat(waiting).allSatisfy(ready -> assertThat(ready.join()).isEqualTo(FakeSession.REGISTERED));
    }

    @Test
    void shouldRefuseToDrainForLongerThanTheShutdownWaits() {
        BatcherSettings tooLong = BatcherSettings.DEFAULT.withDrainTimeout(Duration.ofSeconds(5));
        LedgerSettings settings = new LedgerSettings(EmbeddedConnection.inMemory(), tooLong);
        assertThatThrownBy(() -> Ledger.open(system, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ledger-actors.batcher.drain-timeout must be below")
                .hasMessageContaining("before-actor-system-terminate");
    }

    @Test
    void shouldSayWhatToDoWhenNobodyAnswers() {
        session.become(new SessionState.Unreachable("127.0.0.1:3999", "Connection refused"));
        assertThatThrownBy(() -> ledger.awaitReady(Duration.ofMillis(200)))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("127.0.0.1:3999")
                .hasMessageContaining("Connection refused")
                .hasMessageContaining("ledger-actors.cluster.addresses");
    }

    @Test
    void shouldSayAtOnceThatTheReleaseDoesNotFit() {
        CompletableFuture<SessionState.Registered> ready =
                ledger.ready(Duration.ofHours(1)).toCompletableFuture();
        session.evict(EvictionReason.CLIENT_RELEASE_TOO_LOW);
        assertThatThrownBy(() -> ready.orTimeout(5, TimeUnit.SECONDS).join())
                .hasRootCauseInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("upgrade this library");
    }

    @Test
    void shouldEndTheWaitForASessionWhenTheSystemHasEnded() {
        CompletableFuture<SessionState.Registered> before =
                ledger.ready(Duration.ofHours(1)).toCompletableFuture();
        stop();
        CompletableFuture<SessionState.Registered> after =
                ledger.ready(Duration.ofHours(1)).toCompletableFuture();
        for (CompletableFuture<SessionState.Registered> ready : List.of(before, after)) {
            assertThatThrownBy(() -> ready.orTimeout(5, TimeUnit.SECONDS).join())
                    .hasRootCauseInstanceOf(LedgerUnavailableException.class);
        }
    }

    @Test
    void shouldGiveEveryClientAnOrderKeyOfItsOwn() {
        assertThat(ledger.newOrderKey()).isNotEqualTo(ledger.newOrderKey()).isNotZero();
    }

    @Test
    void shouldDrainAndCloseWithTheSystem() throws InterruptedException {
        session.register();
        CompletableFuture<CreateTransfersReply> reply = transfer(1);
        FakeSession.Request request = session.take();
        CompletableFuture<CreateTransfersReply> queued = transfer(2);
        system.terminate();
        request.created();
        session.take().created();
        assertThat(reply.join().outcome()).isInstanceOf(LedgerReply.Results.class);
        assertThat(queued.join().outcome()).isInstanceOf(LedgerReply.Results.class);
        connection.closed.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(session.closed).isCompleted();
        assertThat(transfer(3).join().outcome())
                .isInstanceOfSatisfying(
                        LedgerReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.CLOSED));
    }

    @Test
    void shouldWithdrawAnAskWhoseTimeHasPassedBeforeItWasSent() throws InterruptedException {
        CompletionStage<CreateTransfersReply> early = ledger.createTransfers(Some.transfers(1), Duration.ofMillis(20));
        assertThat(early.toCompletableFuture()
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join()
                        .outcome())
                .isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Refusal.TIMED_OUT);
                    assertThat(refused.message()).contains("no session", "Ledger.describe()");
                });
        CompletableFuture<CreateTransfersReply> next = transfer(2);
        session.register();
        FakeSession.Request request = session.take();
        assertThat(request.events()).isEqualTo(1);
        assertThat(Bytes.getU128(request.body(), 0)).isEqualTo(UInt128.of(2));
        request.created();
        assertThat(next.join().outcome()).isInstanceOf(LedgerReply.Results.class);
    }

    @Test
    void shouldNotKnowOfAnAskWhoseTimeHasPassedWithTheLedger() throws InterruptedException {
        session.register();
        CompletionStage<CreateTransfersReply> sent = ledger.createTransfers(Some.transfers(1), Duration.ofMillis(20));
        FakeSession.Request request = session.take();
        assertThat(sent.toCompletableFuture()
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join()
                        .outcome())
                .isInstanceOfSatisfying(
                        LedgerReply.Unknown.class,
                        unknown -> assertThat(unknown.ids()).isEqualTo(List.of(UInt128.of(1))));
        request.created();
    }

    @Test
    void shouldTakeATimeOutInEveryCall() {
        Duration soon = Duration.ofMillis(20);
        AccountFilter ofAccount =
                AccountFilter.builder().accountId(UInt128.of(1)).build();
        QueryFilter any = QueryFilter.builder().build();
        List<CompletionStage<? extends LedgerReply<?>>> asks = List.of(
                ledger.createAccounts(List.of(), soon),
                ledger.createTransfers(List.of(), soon),
                ledger.lookupAccounts(List.of(), soon),
                ledger.lookupTransfers(List.of(), soon),
                ledger.ask(LedgerRequest.getAccountTransfers(ofAccount), soon),
                ledger.ask(LedgerRequest.getAccountBalances(ofAccount), soon),
                ledger.ask(LedgerRequest.queryAccounts(any), soon),
                ledger.ask(LedgerRequest.queryTransfers(any), soon),
                ledger.ask(
                        LedgerRequest.getChangeEvents(
                                ChangeEventsFilter.builder().build()),
                        soon));
        assertThat(asks)
                .allSatisfy(ask -> assertThat(ask.toCompletableFuture()
                                .orTimeout(5, TimeUnit.SECONDS)
                                .join()
                                .outcome())
                        .isInstanceOfSatisfying(
                                LedgerReply.Refused.class,
                                refused -> assertThat(refused.reason()).isEqualTo(Refusal.TIMED_OUT)));
        assertThatThrownBy(() -> ledger.lookupAccounts(List.of(), Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be negative");
    }

    @Test
    void shouldBeDeadBeforeItSaysSo() {
        CompletableFuture<Boolean> wasAlive = ledger.ready(Duration.ofSeconds(5))
                .handle((registered, failure) -> ledger.isAlive())
                .toCompletableFuture();
        session.evict(EvictionReason.CLIENT_RELEASE_TOO_LOW);
        assertThat(wasAlive.orTimeout(5, TimeUnit.SECONDS).join()).isFalse();
    }

    @Test
    void shouldRecordWhatTheBatcherDoes() throws InterruptedException {
        HistogramRecorder recorder = new HistogramRecorder();
        ledger.record(recorder);
        session.register();
        transfer(1);
        FakeSession.Request first = session.take();
        CompletableFuture<?> last = CompletableFuture.allOf(transfer(2), transfer(3));
        first.created();
        session.take().created();
        last.join();
        HistogramRecorder.Report report = recorder.report();
        assertThat(report.requests()).isEqualTo(2);
        assertThat(report.events()).isEqualTo(3);
        assertThat(report.eventsPerRequest().max()).isEqualTo(2);
        assertThat(report.latencyNanos().p50()).isPositive();
        assertThat(report.sessions()).isEqualTo(1);
        assertThat(report.transport()).isEqualTo("fake");
    }

    @Test
    void shouldNotBeReadyWhileTheLedgerIsFullAndSayWhy() {
        session.register();
        ledger.awaitReady(Duration.ofSeconds(5));
        session.become(new SessionState.Full(FakeSession.REGISTERED, "the disk of data is full"));
        await().until(() -> !ledger.isReady());
        assertThat(ledger.isAlive()).isTrue();
        assertThat(ledger.describe()).isEqualTo("the ledger is full: the disk of data is full");
        session.become(FakeSession.REGISTERED);
        await().until(() -> ledger.isReady());
    }

    @Test
    void shouldBeReadyWhileASessionIsOpen() {
        assertThat(ledger.isReady()).isFalse();
        session.register();
        ledger.awaitReady(Duration.ofSeconds(5));
        assertThat(ledger.isReady()).isTrue();
        session.evict(EvictionReason.CLIENT_RELEASE_TOO_LOW);
        await().untilAsserted(() -> assertThat(ledger.isAlive()).isFalse());
        assertThat(ledger.isReady()).isFalse();
    }

    @Test
    void shouldShowWhatWaitsInGauges() throws InterruptedException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MicrometerRecorder.bind(ledger, registry, Tags.empty());
        transfer(1);
        transfer(2);
        await().untilAsserted(() ->
                assertThat(registry.get("ledger.queue.events").gauge().value()).isEqualTo(2));
        assertThat(registry.get("ledger.queue.bytes").gauge().value()).isEqualTo(256);
        session.register();
        session.take().created();
        await().untilAsserted(() ->
                assertThat(registry.get("ledger.queue.events").gauge().value()).isZero());
        assertThat(registry.get("ledger.ready").gauge().value()).isEqualTo(1);
        assertThat(registry.get("ledger.request.asks")
                        .tags("operation", "create_transfers")
                        .summary()
                        .totalAmount())
                .isEqualTo(2);
    }
}

package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.actors.internal.session.BatcherBehavior;
import io.ledgeractors.actors.internal.session.LedgerStatus;
import io.ledgeractors.actors.internal.session.ReentrantAsks;
import io.ledgeractors.actors.internal.session.SessionMessage;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerBatcherTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final FakeConnection connection = new FakeConnection();
    private final LedgerStatus status = new LedgerStatus(1_000);
    private final ReentrantAsks reentrantAsks = new ReentrantAsks(1_000);
    private final TestProbe<CreateTransfersReply> asker = KIT.createTestProbe();
    private ActorRef<BatcherMessage> actor;
    private ActorRef<LedgerBatcher.Command> batcher;
    private FakeSession session;

    @BeforeEach
    void start() throws InterruptedException {
        BatcherSettings settings =
                BatcherSettings.DEFAULT.withMinBackoff(Duration.ofMillis(1)).withMaxBackoff(Duration.ofMillis(2));
        actor = KIT.spawn(BatcherBehavior.create(settings.dependencies(
                connection, LedgerRecorder.NONE, LedgerEnvironment.DEFAULT, status, reentrantAsks)));
        batcher = actor.narrow();
        session = connection.take();
    }

    @AfterEach
    void stop() {
        KIT.stop(actor);
    }

    @AfterAll
    static void shutdown() {
        KIT.shutdownTestKit();
    }

    private void ask(long... ids) {
        batcher.tell(LedgerRequest.createTransfers(Some.transfers(ids)).to(asker.getRef()));
    }

    private LedgerReply.Results<CreateTransferResult> results() {
        return (LedgerReply.Results<CreateTransferResult>)
                asker.receiveMessage().outcome();
    }

    private LedgerReply.Refused<CreateTransferResult> refused() {
        return (LedgerReply.Refused<CreateTransferResult>)
                asker.receiveMessage().outcome();
    }

    @Test
    void shouldAnswerEachAskerWithItsOwnResultsInOrder() throws InterruptedException {
        session.register();
        ask(1);
        FakeSession.Request first = session.take();
        ask(2, 3);
        ask(4);
        first.created();
        assertThat(results().results()).containsExactly(new CreateTransferResult(1, CreateTransferStatus.Created));
        FakeSession.Request second = session.take();
        assertThat(second.batches()).isEqualTo(2);
        second.created();
        assertThat(results().results())
                .extracting(CreateTransferResult::timestamp)
                .containsExactly(1L, 2L);
        LedgerReply.Results<CreateTransferResult> last = results();
        assertThat(last.results()).extracting(CreateTransferResult::timestamp).containsExactly(3L);
        assertThat(last.timestamp()).isEqualTo(99);
    }

    @Test
    void shouldLetAsksWaitForTheSession() throws InterruptedException {
        ask(1);
        ask(2);
        session.register();
        assertThat(session.take().batches()).isEqualTo(2);
    }

    @Test
    void shouldRestartWithTheSameSessionAndRefuseOnlyTheCommandThatMadeItThrow() throws InterruptedException {
        session.register();
        ask(1);
        FakeSession.Request first = session.take();
        ask(2);
        CompletableFuture<RawReply> poisoned = new CompletableFuture<>();
        batcher.tell(new LedgerBatcher.Submit(
                Operation.CREATE_TRANSFERS,
                null,
                1,
                1,
                false,
                0,
                Lane.INTERACTIVE,
                0,
                new RawReplyConsumer(poisoned::complete)));
        ask(3);
        assertThat(poisoned.orTimeout(5, TimeUnit.SECONDS).join())
                .isInstanceOfSatisfying(
                        RawReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.FAILED));
        first.created();
        FakeSession.Request second = session.take();
        assertThat(second.batches()).isEqualTo(2);
        second.created();
        assertThat(results().results()).hasSize(1);
        assertThat(List.of(results(), results()))
                .extracting(reply -> reply.results().get(0).timestamp())
                .containsExactly(1L, 2L);
    }

    @Test
    void shouldExecuteWhatCallbacksAskInItsOrder() throws InterruptedException {
        LedgerHandle client = new LedgerHandle(batcher, status, reentrantAsks, 0);
        session.register();
        List<CompletionStage<CreateTransfersReply>> next = new ArrayList<>();
        client.createTransfers(Some.transfers(1)).thenAccept(reply -> {
            next.add(client.createTransfers(Some.transfers(2)));
            next.add(client.createTransfers(Some.transfers(3)));
        });
        for (int request = 1; request <= 3; request++) {
            session.take().created();
        }
        for (CompletionStage<CreateTransfersReply> reply : next) {
            assertThat(reply.toCompletableFuture()
                            .orTimeout(10, TimeUnit.SECONDS)
                            .join()
                            .outcome())
                    .isInstanceOf(LedgerReply.Results.class);
        }
    }

    @Test
    void shouldGoOnWithWhatCallbacksAskedAfterOneOfThemMadeItThrow() throws InterruptedException {
        LedgerHandle client = new LedgerHandle(batcher, status, reentrantAsks, 0);
        session.register();
        CompletableFuture<RawReply> poisoned = new CompletableFuture<>();
        client.createTransfers(Some.transfers(1)).thenAccept(reply -> {
            reentrantAsks.take(new LedgerBatcher.Submit(
                    Operation.CREATE_TRANSFERS,
                    null,
                    1,
                    1,
                    false,
                    0,
                    Lane.INTERACTIVE,
                    0,
                    new RawReplyConsumer(poisoned::complete)));
            reentrantAsks.take(LedgerRequest.createTransfers(Some.transfers(2)).to(asker.getRef()));
        });
        session.take().created();
        assertThat(poisoned.orTimeout(10, TimeUnit.SECONDS).join())
                .isInstanceOfSatisfying(
                        RawReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.FAILED));
        session.take().created();
        assertThat(results().results()).hasSize(1);
    }

    @Test
    void shouldGoOnWhenAnAskerThrows() throws InterruptedException {
        session.register();
        ask(1);
        FakeSession.Request first = session.take();
        batcher.tell(LedgerBatcher.Submit.of(Operation.CREATE_TRANSFERS, Bytes.allocate(128), reply -> {
            throw new IllegalStateException("an asker that throws");
        }));
        ask(2);
        first.created();
        session.take().created();
        assertThat(results().results()).hasSize(1);
        assertThat(results().results()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = EvictionReason.class,
            names = {"NO_SESSION", "SESSION_TOO_LOW", "SESSION_RELEASE_MISMATCH"})
    void shouldFindOutUnderANewSessionWhatTheRequestInFlightDidAndGoOn(EvictionReason reason)
            throws InterruptedException {
        session.register();
        ask(1, 2);
        FakeSession.Request lost = session.take();
        ask(3);
        session.evict(reason);
        lost.handler().onOutcome(new Outcome.Unknown("evicted"));
        FakeSession next = connection.take();
        next.register(88);
        FakeSession.Request again = next.take();
        assertThat(again.body()).isEqualTo(lost.body());
        again.answer(CreateTransferStatus.Exists, 80);
        assertThat(results().results())
                .containsExactly(
                        new CreateTransferResult(80, CreateTransferStatus.Created),
                        new CreateTransferResult(81, CreateTransferStatus.Created));
        next.take().created();
        assertThat(results().results()).hasSize(1);
        assertThat(session.closed).isCompleted();
    }

    @Test
    void shouldTellWhatWasThereBeforeTheAsk() throws InterruptedException {
        session.register();
        ask(1);
        FakeSession.Request lost = session.take();
        session.evict(EvictionReason.NO_SESSION);
        lost.handler().onOutcome(new Outcome.Unknown("evicted"));
        FakeSession next = connection.take();
        next.register(88);
        next.take().answer(CreateTransferStatus.Exists, 77);
        assertThat(results().results()).containsExactly(new CreateTransferResult(77, CreateTransferStatus.Exists));
    }

    @Test
    void shouldSpendTheIdOfARefusalThatMayPassLaterWhenTheSessionWasMerelyAbandoned() throws InterruptedException {
        session.register();
        ask(1);
        FakeSession.Request lost = session.take();
        session.become(new SessionState.Closed("it gave up"));
        lost.handler().onOutcome(new Outcome.Unknown("it gave up"));
        FakeSession next = connection.take();
        next.register(88);
        next.take().answer(CreateTransferStatus.OverflowsDebits, 90);
        FakeSession.Request spending = next.take();
        assertThat(Bytes.getU128(spending.body(), 0)).isEqualTo(UInt128.of(1));
        assertThat(Bytes.getU128(spending.body(), 16)).isNotEqualTo(UInt128.of(1));
        spending.answer(CreateTransferStatus.DebitAccountNotFound, 91);
        assertThat(results().results())
                .containsExactly(new CreateTransferResult(90, CreateTransferStatus.OverflowsDebits));
    }

    @Test
    void shouldSayThatTheLedgerIsCrowdedAfterMoreThanThreeEvictionsInAMinute() throws InterruptedException {
        TestProbe<SessionState> probe = KIT.createTestProbe();
        batcher.tell(new LedgerBatcher.Subscribe(probe.getRef()));
        FakeSession present = session;
        for (int i = 0; i < 4; i++) {
            assertThat(status.isReady(Clock.system().monotonicNanos())).isFalse();
            present.register(100 + i);
            present.evict(EvictionReason.NO_SESSION);
            present = connection.take();
        }
        probe.fishForMessage(
                Duration.ofSeconds(5),
                state -> state.equals(new SessionState.Crowded(4))
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore());
        present.register(200);
        probe.fishForMessage(
                Duration.ofSeconds(5),
                state -> state.isRegistered() ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
        assertThat(status.isReady(Clock.system().monotonicNanos())).isFalse();
        assertThat(status.isAlive()).isTrue();
    }

    @Test
    void shouldRefuseWhatWaitsWhenASessionGivesUpThatWasNeverOpen() throws InterruptedException {
        session.register();
        ask(1);
        FakeSession.Request lost = session.take();
        ask(2);
        SessionState.Closed gaveUp = new SessionState.Closed("gave up", new SessionState.Connecting());
        session.become(gaveUp);
        lost.handler().onOutcome(new Outcome.Unknown("gave up"));
        FakeSession next = connection.take();
        next.become(gaveUp);
        LedgerReply.Outcome<CreateTransferResult> first = asker.receiveMessage().outcome();
        LedgerReply.Outcome<CreateTransferResult> second =
                asker.receiveMessage().outcome();
        assertThat(List.of(first, second))
                .hasOnlyElementsOfTypes(LedgerReply.Refused.class, LedgerReply.Unknown.class)
                .anySatisfy(reply -> assertThat(reply).isInstanceOf(LedgerReply.Unknown.class))
                .anySatisfy(reply -> assertThat(reply).isInstanceOf(LedgerReply.Refused.class));
        ask(3);
        FakeSession later = connection.take();
        later.register(88);
        later.take().created();
        assertThat(results().results()).hasSize(1);
    }

    @Test
    void shouldNotTrustALateStateOfAnOldSession() throws InterruptedException {
        session.register();
        session.evict(EvictionReason.SESSION_TOO_LOW);
        FakeSession next = connection.take();
        next.register();
        session.evict(EvictionReason.NO_SESSION);
        ask(1);
        next.take().created();
        assertThat(results().results()).hasSize(1);
    }

    @Test
    void shouldSayWhichSideToUpgradeWhenTheReleaseDoesNotFit() {
        ask(1);
        session.evict(EvictionReason.CLIENT_RELEASE_TOO_HIGH);
        ask(2);
        for (int i = 0; i < 2; i++) {
            LedgerReply.Refused<CreateTransferResult> refused = refused();
            assertThat(refused.reason()).isEqualTo(Refusal.UNAVAILABLE);
            assertThat(refused.message()).contains("0.16.5").contains("upgrade the ledger");
        }
    }

    @Test
    void shouldRefuseEverythingWhenAClosedSessionCannotBeReplaced() {
        connection.mayReopen = false;
        session.register();
        session.become(new SessionState.Closed("the disk is full"));
        ask(1);
        assertThat(refused().message()).contains("the disk is full");
    }

    @Test
    void shouldTryAgainOnceTheGatewayOfTheSessionIsReadyAgain() throws InterruptedException {
        session.register();
        ask(1);
        FakeSession.Request first = session.take();
        session.become(new SessionState.AtGateway("a@h:1", new SessionState.Connecting()));
        int before = session.stateReads.get();
        first.handler().onOutcome(new Outcome.NotSent("busy"));
        // The batcher looks at the session after a while, and finds it not ready.
        Awaitility.await().until(() -> session.stateReads.get() > before);
        session.become(FakeSession.REGISTERED);
        session.take().created();
        assertThat(results().results()).hasSize(1);
    }

    @Test
    void shouldFindOutWhatARequestDidThoughItsSessionLives() throws InterruptedException {
        session.register();
        ask(1);
        FakeSession.Request lost = session.take();
        // A session through a gateway says so if a reply was lost between the two nodes.
        lost.handler().onOutcome(new Outcome.Unknown("the reply was lost on the way"));
        FakeSession.Request again = session.take();
        assertThat(again.body()).isEqualTo(lost.body());
        again.answer(CreateTransferStatus.Exists, 80);
        assertThat(results().results()).containsExactly(new CreateTransferResult(80, CreateTransferStatus.Created));
    }

    @Test
    void shouldTryAgainWhenARequestWasNotSentThoughTheSessionLives() throws InterruptedException {
        session.register();
        ask(1);
        session.take().handler().onOutcome(new Outcome.NotSent("busy"));
        session.take().created();
        assertThat(results().results()).hasSize(1);
    }

    @Test
    void shouldRefuseMoreEventsThanTheServerTakes() {
        session.register(Limits.DEVELOPMENT);
        ask(new long[254]);
        assertThat(refused().reason()).isEqualTo(Refusal.TOO_MUCH_DATA);
    }

    @Test
    void shouldTellSubscribersTheStateAndItsChanges() {
        TestProbe<SessionState> probe = KIT.createTestProbe();
        batcher.tell(new LedgerBatcher.Subscribe(probe.getRef()));
        assertThat(probe.receiveMessage()).isInstanceOf(SessionState.Connecting.class);
        SessionState.Unreachable unreachable = new SessionState.Unreachable("127.0.0.1:3000", "refused");
        session.become(unreachable);
        probe.expectMessage(unreachable);
        session.register();
        probe.expectMessage(FakeSession.REGISTERED);
        batcher.tell(new LedgerBatcher.Unsubscribe(probe.getRef()));
        session.evict(EvictionReason.NO_SESSION);
        TestProbe<SessionState> later = KIT.createTestProbe();
        batcher.tell(new LedgerBatcher.Subscribe(later.getRef()));
        assertThat(later.receiveMessage()).isNotEqualTo(FakeSession.REGISTERED);
        probe.expectNoMessage(Duration.ZERO);
    }

    @Test
    void shouldDrainAndCloseTheSession() throws InterruptedException {
        session.register();
        ask(1);
        ask(2);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        actor.tell(new SessionMessage.Close(Duration.ofSeconds(9), () -> closed.complete(null)));
        ask(3);
        assertThat(refused().reason()).isEqualTo(Refusal.CLOSED);
        session.take().created();
        session.take().created();
        assertThat(results().results()).hasSize(1);
        assertThat(results().results()).hasSize(1);
        closed.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(session.closed).isCompleted();
        assertThat(status.isClosed()).isTrue();
    }

    @Test
    void shouldAnswerWhatIsLeftWhenDrainingTakesTooLong() throws InterruptedException {
        session.register();
        ask(1);
        session.take();
        ask(2);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        actor.tell(new SessionMessage.Close(Duration.ofMillis(1), () -> closed.complete(null)));
        assertThat(asker.receiveMessage().outcome()).isInstanceOf(LedgerReply.Unknown.class);
        assertThat(refused().reason()).isEqualTo(Refusal.CLOSED);
        closed.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(session.closed).isCompleted();
    }

    @Test
    void shouldGiveRawCommandsTheirSliceOfTheResults() throws InterruptedException {
        session.register();
        CompletableFuture<RawReply> reply = new CompletableFuture<>();
        batcher.tell(LedgerBatcher.Submit.of(
                        Operation.CREATE_TRANSFERS, EventEncoder.transfers(Some.transfers(1, 2)), reply::complete)
                .withOrder(3)
                .withLane(Lane.BULK));
        session.take().created();
        assertThat(reply.orTimeout(5, TimeUnit.SECONDS).join())
                .isInstanceOfSatisfying(RawReply.Results.class, results -> {
                    assertThat(results.bytes().limit()).isEqualTo(32);
                    assertThat(results.bytes().getLong(16)).isEqualTo(2);
                });
    }

    @Test
    void shouldOverwriteOnlyWhatNobodyKeeps() throws InterruptedException {
        int count = 2_000;
        session.register();
        CompletableFuture<RawReply> kept = new CompletableFuture<>();
        List<Long> read = new CopyOnWriteArrayList<>();
        RawReply.Reader reader =
                reply -> read.add(((RawReply.Results) reply).bytes().getLong(0));
        for (long first = 1; first <= 5; first++) {
            List<Transfer> transfers =
                    IntStream.range(0, count).mapToObj(Some::transfer).toList();
            Consumer<RawReply> replyTo = first == 2 ? kept::complete : reader;
            batcher.tell(
                    LedgerBatcher.Submit.of(Operation.CREATE_TRANSFERS, EventEncoder.transfers(transfers), replyTo));
            session.take().answer(CreateTransferStatus.Created, first * 10_000);
        }
        await().untilAsserted(() -> assertThat(read).containsExactly(10_000L, 30_000L, 40_000L, 50_000L));
        assertThat(((RawReply.Results) kept.join()).bytes().getLong(0)).isEqualTo(20_000);
        assertThat(((RawReply.Results) kept.join()).bytes().getLong(16 * (count - 1)))
                .isEqualTo(20_000 + count - 1);
    }

    @Test
    void shouldNameTheIdsOfALookUpWhoseOutcomeIsUnknown() throws InterruptedException {
        TestProbe<LookupAccountsReply> probe = KIT.createTestProbe();
        session.register();
        batcher.tell(LedgerRequest.lookupAccounts(List.of(UInt128.of(7))).to(probe.getRef()));
        session.take();
        actor.tell(new SessionMessage.Close(Duration.ofMillis(1), () -> {}));
        assertThat(((LedgerReply.Unknown<Account>) probe.receiveMessage().outcome()).ids())
                .isEqualTo(List.of(UInt128.of(7)));
    }
}

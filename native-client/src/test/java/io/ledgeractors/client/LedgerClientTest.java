package io.ledgeractors.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.client.exception.ClientClosedException;
import io.ledgeractors.client.exception.ClientEvictedException;
import io.ledgeractors.client.exception.ClientReleaseException;
import io.ledgeractors.client.exception.ClusterUnavailableException;
import io.ledgeractors.client.exception.InvalidReplyException;
import io.ledgeractors.client.exception.InvalidRequestException;
import io.ledgeractors.client.exception.NotSentException;
import io.ledgeractors.client.exception.OutcomeUnknownException;
import io.ledgeractors.client.exception.QueueFullException;
import io.ledgeractors.client.exception.RequestException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.tck.session.ForwardingSession;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests how the calls of a client end, with a session that the test controls. */
@Timeout(30)
class LedgerClientTest {
    private static final Release SERVER = Release.of(0, 16, 50);

    private final FakeSession session = new FakeSession();
    private final LedgerClient client = LedgerClient.over(session, new CallQueueLimits(2, 2 << 20));

    @AfterEach
    void close() {
        client.close();
    }

    // --- results

    @Test
    void shouldWaitForASessionForAsLongAsAnybodyWants() throws Exception {
        session.register(Limits.DEFAULT);
        assertThat(client.awaitReady(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(client.state());
    }

    @Test
    void shouldQueueBeforeItIsRegisteredAndThenGoOneByOne() {
        CompletableFuture<?> first = ask(3);
        CompletableFuture<?> second = look();
        assertThat(session.requests).isEmpty();
        session.register(Limits.DEFAULT);
        assertThat(session.operations()).containsExactly(Operation.CREATE_TRANSFERS);
        session.created(3);
        assertThat((List<?>) first.join()).hasSize(3);
        assertThat(second).isNotDone();
        assertThat(session.operations()).containsExactly(Operation.CREATE_TRANSFERS, Operation.LOOKUP_ACCOUNTS);
        session.nothing();
        assertThat((List<?>) second.join()).isEmpty();
    }

    @Test
    void shouldUseTheBuffersOfAnsweredCallsAgainAndLeaveOthersAlone() {
        session.register(Limits.DEFAULT);
        CompletableFuture<?> first = ask(1);
        CompletableFuture<?> second = ask(2);
        session.created(1);
        CompletableFuture<?> third = ask(1);
        assertThat(session.last().body().limit()).isEqualTo(3 * 128);
        session.created(2);
        session.created(1);
        assertThat(List.of(first, second, third)).allMatch(CompletableFuture::isDone);
    }

    @Test
    void shouldNotWriteToTheBodyOfARequestThatMayStillBeSent() {
        FakeSession fake = new FakeSession();
        List<ByteBuffer> bodies = new ArrayList<>();
        LedgerSession keeping = new ForwardingSession(fake) {
            @Override
            public void submit(Operation operation, Body body, ReplyHandler handler) {
                bodies.add(body.bytes());
                super.submit(operation, body, handler);
            }
        };
        try (LedgerClient other = LedgerClient.over(keeping)) {
            fake.register(Limits.DEFAULT);
            other.createTransfersAsync(transfers(1));
            ByteBuffer sent = bodies.get(0);
            UInt128 before = Checksum.of(sent, 0, sent.limit());
            fake.become(new SessionState.Evicted(EvictionReason.NO_SESSION, SERVER));
            fake.end(new Outcome.Unknown("evicted"));
            CompletableFuture<?> late = other.createTransfersAsync(
                            List.of(Transfer.builder().id(7).build()))
                    .toCompletableFuture();
            assertThat(failure(late)).isInstanceOf(ClientEvictedException.class);
            assertThat(Checksum.of(sent, 0, sent.limit())).isEqualTo(before);
        }
    }

    // --- refusals

    @Test
    void shouldRefuseWhatFindsNoCapacityInTheQueue() {
        ask(1);
        ask(1);
        assertThat(failure(ask(1))).isInstanceOf(QueueFullException.class).hasMessageContaining("2 calls");
        assertThatThrownBy(() -> client.createTransfers(transfers(1))).isInstanceOf(QueueFullException.class);
    }

    @Test
    void shouldTellAnInvalidRequestAndGoOn() {
        session.register(Limits.DEFAULT);
        CompletableFuture<?> refused = ask(1);
        session.end(new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY));
        assertThat(failure(refused))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        invalid -> assertThat(invalid.reason()).isEqualTo(EvictionReason.INVALID_REQUEST_BODY));
        CompletableFuture<?> next = ask(1);
        session.created(1);
        assertThat(next).isCompleted();
    }

    @Test
    void shouldTellWhyTheSessionSentNothingAndGoOn() {
        session.register(Limits.DEFAULT);
        CompletableFuture<?> refused = ask(1);
        session.end(new Outcome.NotSent("the ledger is full"));
        assertThat(failure(refused)).isInstanceOf(NotSentException.class).hasMessageContaining("the ledger is full");
        CompletableFuture<?> next = ask(1);
        session.created(1);
        assertThat(next).isCompleted();
    }

    @Test
    void shouldRefuseAndNameTheSideToUpgradeWhenTheReleaseIsTooLow() {
        CompletableFuture<?> waiting = ask(1);
        session.become(new SessionState.Evicted(EvictionReason.CLIENT_RELEASE_TOO_LOW, SERVER));
        assertThat(failure(waiting))
                .isInstanceOfSatisfying(ClientReleaseException.class, low -> {
                    assertThat(low.reason()).isEqualTo(ClientReleaseException.Reason.TOO_LOW);
                    assertThat(low.client()).isEqualTo(Release.CLIENT);
                    assertThat(low.server()).isEqualTo(SERVER);
                })
                .hasMessageContaining("upgrade the client");
        assertThatThrownBy(() -> client.awaitReady(Duration.ofDays(1))).isInstanceOf(ClientReleaseException.class);
    }

    @Test
    void shouldRefuseAndNameTheSideToUpgradeWhenTheReleaseIsTooHigh() {
        session.become(new SessionState.Evicted(EvictionReason.CLIENT_RELEASE_TOO_HIGH, SERVER));
        assertThatThrownBy(() -> client.lookupAccounts(List.of()))
                .isInstanceOf(ClientReleaseException.class)
                .hasMessageContaining("upgrade the server")
                .hasMessageContaining("0.16.50");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SESSION", "SESSION_TOO_LOW", "SESSION_RELEASE_MISMATCH"})
    void shouldRefuseWhatWaitsAndDoubtWhatIsInFlightWhenEvicted(EvictionReason reason) {
        session.register(Limits.DEFAULT);
        CompletableFuture<?> flying = ask(2);
        CompletableFuture<?> waiting = ask(1);
        session.become(new SessionState.Evicted(reason, SERVER));
        session.end(new Outcome.Unknown("evicted: " + reason));
        assertThat(failure(waiting))
                .isInstanceOfSatisfying(
                        ClientEvictedException.class,
                        evicted -> assertThat(evicted.reason()).isEqualTo(reason));
        assertThat(failure(flying))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCauseInstanceOf(ClientEvictedException.class);
        assertThat(failure(ask(1))).isInstanceOf(ClientEvictedException.class);
    }

    @Test
    void shouldTellWhatKeptItFromTheLedgerWhenItGaveUp() {
        CompletableFuture<?> waiting = ask(1);
        SessionState trouble = new SessionState.Unreachable("10.0.0.1:3000", "Connection refused");
        session.become(new SessionState.Closed("gave up after 500 ms without a reply", trouble));
        assertThat(failure(waiting))
                .isInstanceOfSatisfying(
                        ClusterUnavailableException.class,
                        gaveUp -> assertThat(gaveUp.state()).isEqualTo(trouble))
                .hasMessageContainingAll("500 ms", "10.0.0.1:3000", "Connection refused", "start the server");
    }

    // --- doubts

    @Test
    void shouldNeverLetADoubtLookLikeARefusal() {
        session.register(Limits.DEFAULT);
        CompletableFuture<?> flying = ask(3);
        client.close();
        Throwable doubt = failure(flying);
        assertThat(doubt)
                .isNotInstanceOf(RequestException.class)
                .isInstanceOfSatisfying(OutcomeUnknownException.class, unknown -> {
                    assertThat(unknown.operation()).isEqualTo(Operation.CREATE_TRANSFERS);
                    assertThat(unknown.ids()).containsExactly(UInt128.of(100), UInt128.of(101), UInt128.of(102));
                })
                .hasCauseInstanceOf(ClientClosedException.class)
                .hasMessageContainingAll("create_transfers", "3 events", "same ids");
    }

    @Test
    void shouldRefuseAReadInFlightBecauseItChangesNothing() {
        session.register(Limits.DEFAULT);
        CompletableFuture<?> flying = look();
        client.close();
        assertThat(failure(flying)).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void shouldDoubtACreateWhoseReplyCannotBeRead() {
        session.register(Limits.DEFAULT);
        CompletableFuture<?> few = ask(3);
        session.created(2);
        assertThat(failure(few)).isInstanceOf(OutcomeUnknownException.class).hasMessageContaining("2 results for 3");
        CompletableFuture<?> unknownStatus = ask(1);
        ByteBuffer strange = Bytes.allocate(32).putInt(8, 4_711);
        MultiBatch.writeTrailer(strange, 0, new int[] {1}, 1, 16);
        session.reply(strange);
        assertThat(failure(unknownStatus))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("4711");
        CompletableFuture<?> read = look();
        session.reply(ByteBuffer.allocate(77));
        assertThat(failure(read)).isInstanceOf(InvalidReplyException.class);
    }

    @Test
    void shouldEndEveryCallWhateverTheReplyHolds() {
        session.register(Limits.DEFAULT);
        Random random = new Random(7);
        List<Supplier<CompletionStage<?>>> calls = List.of(
                () -> client.createAccountsAsync(List.of(Account.builder().build())),
                () -> client.createTransfersAsync(transfers(1)),
                () -> client.lookupAccountsAsync(List.of(UInt128.of(1))),
                () -> client.lookupTransfersAsync(List.of(UInt128.of(1))),
                () -> client.getAccountTransfersAsync(
                        AccountFilter.builder().accountId(UInt128.of(1)).build()),
                () -> client.getAccountBalancesAsync(
                        AccountFilter.builder().accountId(UInt128.of(1)).build()),
                () -> client.queryAccountsAsync(QueryFilter.builder().build()),
                () -> client.queryTransfersAsync(QueryFilter.builder().build()),
                () -> client.getChangeEventsAsync(ChangeEventsFilter.builder().build()));
        for (int i = 0; i < 3_000; i++) {
            CompletableFuture<?> call = calls.get(i % calls.size()).get().toCompletableFuture();
            Operation operation = session.last().operation();
            int count = random.nextInt(3);
            byte[] bytes = new byte[operation.resultSize() * (count + (operation.isMultiBatch() ? 1 : 0))];
            random.nextBytes(bytes);
            ByteBuffer reply = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (operation.isMultiBatch() && random.nextInt(8) > 0) {
                MultiBatch.writeTrailer(reply, 0, new int[] {count}, 1, operation.resultSize());
            }
            session.end(new Outcome.Reply(reply, 99));
            assertThat(call).as("%s, reply of %d results", operation, count).isDone();
        }
    }

    /** Returns every way in which a session may end, with every outcome that the call in flight may then have. */
    static Stream<Arguments> endings() {
        List<SessionState> ends = List.of(
                new SessionState.Evicted(EvictionReason.NO_SESSION, SERVER),
                new SessionState.Evicted(EvictionReason.CLIENT_RELEASE_TOO_LOW, SERVER),
                new SessionState.Evicted(EvictionReason.SESSION_TOO_LOW, SERVER),
                new SessionState.Closed("the ledger is closed"),
                new SessionState.Closed("gave up", FakeSession.REGISTERED));
        List<Outcome> outcomes = List.of(
                new Outcome.Unknown("the session ended"),
                new Outcome.NotSent("the session ended"),
                new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY));
        return ends.stream()
                .flatMap(end -> outcomes.stream()
                        .flatMap(outcome -> Stream.of(true, false)
                                .flatMap(stateFirst -> Stream.of(true, false)
                                        .map(create -> Arguments.of(end, outcome, stateFirst, create)))));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void shouldDoubtCreatesOfUnknownOutcomeOnly(SessionState end, Outcome outcome, boolean stateFirst, boolean create) {
        session.register(Limits.DEFAULT);
        CompletableFuture<?> call = create ? ask(1) : look();
        if (stateFirst) {
            session.become(end);
        }
        session.end(outcome);
        session.become(end);
        boolean doubt = create && outcome instanceof Outcome.Unknown;
        assertThat(failure(call)).isInstanceOf(doubt ? OutcomeUnknownException.class : RequestException.class);
        assertThat(failure(ask(1))).isInstanceOf(RequestException.class);
    }

    // --- waiting

    @Test
    void shouldSayWhatToDoWhenItIsNotReadyInTime() throws Exception {
        assertThatThrownBy(() -> client.awaitReady(Duration.ofMillis(1)))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("after 1 ms");
        session.become(new SessionState.ClosedWithoutAnswer("10.0.0.1:3000", true));
        assertThatThrownBy(() -> client.awaitReady(Duration.ofMillis(1))).hasMessageContaining("another cluster id");
        session.become(new SessionState.ClosedWithoutAnswer("10.0.0.1:3000", false));
        assertThatThrownBy(() -> client.awaitReady(Duration.ofMillis(1))).hasMessageContaining("used up");
        session.register(Limits.DEFAULT);
        assertThat(client.awaitReady(Duration.ZERO)).isEqualTo(FakeSession.REGISTERED);
        session.become(new SessionState.Unanswered(FakeSession.REGISTERED, 3));
        assertThat(client.awaitReady(Duration.ZERO)).isEqualTo(FakeSession.REGISTERED);
        client.close();
        assertThatThrownBy(() -> client.awaitReady(Duration.ZERO)).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void shouldGoOnWithTheCallOfAnInterruptedThread() {
        session.register(Limits.DEFAULT);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> client.createTransfers(transfers(1))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(session.requests).hasSize(1);
        CompletableFuture<?> next = ask(1);
        session.created(1);
        session.created(1);
        assertThat(next).isCompleted();
    }

    @Test
    void shouldNotTakeACallBackThatIsCancelled() {
        session.register(Limits.DEFAULT);
        ask(1).cancel(true);
        CompletableFuture<?> next = ask(1);
        session.created(1);
        session.created(1);
        assertThat(next).isCompleted();
    }

    @Test
    void shouldRefuseToWaitForItselfAndSendNothing() {
        session.register(Limits.DEFAULT);
        CompletionStage<Throwable> blocked = client.createTransfersAsync(transfers(1))
                .thenApply(results -> catchThrowable(() -> client.createTransfers(transfers(1))));
        session.created(1);
        assertThat(blocked.toCompletableFuture().join())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Async");
        assertThat(session.requests).hasSize(1);
        List<Throwable> inListener = new ArrayList<>();
        client.onState(state -> inListener.add(catchThrowable(() -> client.awaitReady(Duration.ZERO))));
        session.become(new SessionState.Unanswered(FakeSession.REGISTERED, 3));
        assertThat(inListener).hasSize(2).last().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseToWaitForAnotherClientWhoseSessionMayShareTheThread() {
        FakeSession otherSession = new FakeSession();
        try (LedgerClient other = LedgerClient.over(otherSession)) {
            otherSession.register(Limits.DEFAULT);
            session.register(Limits.DEFAULT);
            CompletableFuture<Throwable> blocked =
                    ask(1).handle((results, failure) -> catchThrowable(() -> other.createTransfers(transfers(1))));
            session.created(1);
            assertThat(blocked.join()).isInstanceOf(IllegalStateException.class);
            assertThat(otherSession.requests).isEmpty();
        }
    }

    // --- state

    @Test
    void shouldTellThePresentStateAndThenEveryChange() {
        List<SessionState> heard = new ArrayList<>();
        List<SessionState> late = new ArrayList<>();
        LedgerClient.Subscription subscription = client.onState(state -> {
            heard.add(state);
            throw new IllegalArgumentException("thrown by a listener, on purpose");
        });
        session.register(Limits.DEFAULT);
        client.onState(late::add);
        subscription.close();
        session.become(new SessionState.Unanswered(FakeSession.REGISTERED, 3));
        assertThat(heard).containsExactly(new SessionState.Connecting(), FakeSession.REGISTERED);
        assertThat(late)
                .containsExactly(FakeSession.REGISTERED, new SessionState.Unanswered(FakeSession.REGISTERED, 3));
        assertThat(client.state()).isEqualTo(late.get(1));
    }

    // --- closing

    @Test
    void shouldNotBeClosedBeforeItsCallsHaveEnded() {
        session.endsLate = true;
        session.register(Limits.DEFAULT);
        CompletableFuture<?> call = ask(1);
        CompletableFuture<Void> closed = client.closeAsync().toCompletableFuture();
        assertThat(call).isNotDone();
        assertThat(closed).isNotDone();
        session.end(new Outcome.Unknown("closed by its user"));
        assertThat(failure(call)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(closed).isCompleted();
    }

    @Test
    void shouldCloseInACallbackAndTwice() {
        session.register(Limits.DEFAULT);
        CompletableFuture<?> first = ask(1);
        CompletableFuture<?> second = ask(1);
        first.whenComplete((results, failure) -> client.close());
        session.created(1);
        assertThat(first).isCompleted();
        assertThat(failure(second)).isInstanceOfAny(ClientClosedException.class, OutcomeUnknownException.class);
        client.close();
        assertThat(failure(ask(1)))
                .isInstanceOf(ClientClosedException.class)
                .hasMessageContaining("closed by its user");
    }

    @Test
    void shouldCarryTheTraceOfTheCaller() {
        session.register(Limits.DEFAULT);
        CompletableFuture<Throwable> refused =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> client.createTransfers(transfers(1))));
        await().until(() -> !session.requests.isEmpty());
        session.end(new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY));
        assertThat(refused.join().getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("createTransfers"));
    }

    private CompletableFuture<?> ask(int count) {
        return client.createTransfersAsync(transfers(count)).toCompletableFuture();
    }

    private CompletableFuture<?> look() {
        return client.lookupAccountsAsync(List.of(UInt128.of(1))).toCompletableFuture();
    }

    private static List<Transfer> transfers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Transfer.builder().id(UInt128.of(100 + i)).build())
                .toList();
    }

    private static Throwable failure(CompletableFuture<?> call) {
        assertThat(call).isCompletedExceptionally();
        return catchThrowable(call::join).getCause();
    }
}

package io.ledgeractors.tck.session;

import static io.ledgeractors.wire.Operation.CREATE_ACCOUNTS;
import static io.ledgeractors.wire.Operation.CREATE_TRANSFERS;
import static io.ledgeractors.wire.Operation.GET_ACCOUNT_TRANSFERS;
import static io.ledgeractors.wire.Operation.LOOKUP_ACCOUNTS;
import static io.ledgeractors.wire.Operation.LOOKUP_TRANSFERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The tests that every {@link LedgerSession} must pass. Extend this class for an implementation and provide sessions.
 * It is meant for implementations outside of the toolkit, too; see the page {@code docs/sessions.md}. All tests use
 * their own ids, so the ledger may hold other data.
 *
 * <p>The ledger must answer: a test that waits for an outcome fails after 10 s. A ledger whose time a test moves must
 * not need time to pass for that.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class LedgerSessionContract {
    final Things things = new Things();
    private final List<LedgerSession> sessions = new ArrayList<>();

    /** Creates the contract; subclasses call this. */
    protected LedgerSessionContract() {}

    /** Returns a new session, not started, with a ledger that answers. The suite closes it. */
    protected abstract LedgerSession newSession();

    /**
     * Called after each test, once its sessions are closed. Close here what {@link #newSession()} needs for one test.
     * By default this does nothing.
     */
    protected void closeLedger() {}

    @AfterEach
    void closeSessions() {
        sessions.forEach(session -> Probe.await(session.close().toCompletableFuture()));
        closeLedger();
    }

    @Test
    void shouldRegisterAndReportItsState() {
        Probe probe = open();
        assertThat(probe.session.state().isRegistered()).isTrue();
        SessionState.Registered registered = probe.states.stream()
                .filter(SessionState.Registered.class::isInstance)
                .map(SessionState.Registered.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(registered.registerTimestamp()).isPositive();
        assertThat(registered.transport()).isNotEmpty();
        assertThat(probe.session.limits().eventsMax(CREATE_TRANSFERS)).isPositive();
        probe.close();
        assertThat(probe.session.state()).isInstanceOf(SessionState.Closed.class);
        assertThat(probe.states.get(probe.states.size() - 1)).isInstanceOf(SessionState.Closed.class);
    }

    @Test
    void shouldRefuseASubmitBeforeItIsRegistered() {
        LedgerSession session = session();
        assertThatThrownBy(
                        () -> session.submit(LOOKUP_ACCOUNTS, Body.of(SessionRequests.ids(List.of())), outcome -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::limits).isInstanceOf(IllegalStateException.class);
        assertThat(session.state().isRegistered()).isFalse();
    }

    @Test
    void shouldRefuseASecondStart() {
        Probe probe = open();
        assertThatThrownBy(() -> probe.session.start(state -> {})).isInstanceOf(IllegalStateException.class);
        things.assertWorks(probe);
    }

    @Test
    void shouldRefuseASecondRequestInFlight() {
        Probe probe = open();
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        CompletableFuture<Object> second = new CompletableFuture<>();
        // No outcome can be delivered while a handler runs, so the request submitted in it is in flight.
        probe.session.submit(LOOKUP_ACCOUNTS, Body.of(SessionRequests.ids(List.of())), outcome -> {
            probe.session.submit(LOOKUP_ACCOUNTS, Body.of(SessionRequests.ids(List.of())), second::complete);
            try {
                probe.session.submit(LOOKUP_ACCOUNTS, Body.of(SessionRequests.ids(List.of())), third -> {});
                refusal.complete(new AssertionError("a second request in flight was not refused"));
            } catch (RuntimeException e) {
                refusal.complete(e);
            }
        });
        assertThat(Probe.await(refusal)).isInstanceOf(IllegalStateException.class);
        assertThat(Probe.await(second)).isInstanceOf(Outcome.Reply.class);
        things.assertWorks(probe);
    }

    @Test
    void shouldDeliverEachOutcomeOnceAndOnOneThread() {
        Probe probe = open();
        List<List<Outcome>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            List<Outcome> callsOfRequest = new CopyOnWriteArrayList<>();
            calls.add(callsOfRequest);
            Probe.await(probe.submit(LOOKUP_ACCOUNTS, SessionRequests.ids(List.of(things.id())), callsOfRequest));
        }
        probe.close();
        assertThat(calls)
                .allSatisfy(callsOfRequest ->
                        assertThat(callsOfRequest).singleElement().isInstanceOf(Outcome.Reply.class));
        assertThat(probe.threads).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void shouldTakeTheNextRequestInAHandler() {
        Probe probe = open();
        CompletableFuture<Integer> done = new CompletableFuture<>();
        chain(probe, 500, done);
        assertThat(Probe.await(done)).isZero();
    }

    @Test
    void shouldGiveTheBodyBackWithTheOutcome() {
        Probe probe = open();
        List<Account> created = new ArrayList<>();
        ByteBuffer lent = SessionRequests.accounts(List.of(things.account()));
        for (int i = 0; i < 50; i++) {
            Account account = things.account();
            created.add(account);
            lent.put(0, SessionRequests.accounts(List.of(account)), 0, lent.limit());
            probe.ask(CREATE_ACCOUNTS, lent);
        }
        List<UInt128> wanted = created.stream().map(Account::id).toList();
        Reply found = probe.ask(LOOKUP_ACCOUNTS, SessionRequests.ids(wanted));
        assertThat(found.accounts().get(0)).extracting(Account::id).containsExactlyElementsOf(wanted);
    }

    @Test
    void shouldTakeABodyOffTheHeapAndOneThatDoesNotStartAtZero() {
        Probe probe = open();
        Account first = things.account();
        ByteBuffer body = SessionRequests.accounts(List.of(first));
        ByteBuffer direct = Bytes.allocateDirect(body.limit());
        direct.put(0, body, 0, body.limit());
        Things.assertCreated(probe.ask(CREATE_ACCOUNTS, direct));
        ByteBuffer shifted = Bytes.allocate(body.limit() + 24);
        ByteBuffer other = SessionRequests.accounts(List.of(things.account()));
        shifted.put(8, other, 0, other.limit()).position(8).limit(8 + other.limit());
        Things.assertCreated(probe.ask(CREATE_ACCOUNTS, shifted));
    }

    @Test
    void shouldAnswerPositionByPosition() {
        Probe probe = open();
        List<Account> accounts = things.createAccounts(probe, 2);
        Transfer good = things.transfer(accounts, 10);
        List<Transfer> transfers = List.of(
                good,
                things.transfer(accounts, 1).toBuilder().code(0).build(),
                things.transfer(accounts, 20),
                good,
                good.toBuilder().amount(UInt128.of(11)).build());
        Reply reply = probe.ask(CREATE_TRANSFERS, SessionRequests.transfers(transfers));
        List<CreateTransferResult> results = reply.transferResults().get(0);
        assertThat(results)
                .extracting(CreateTransferResult::status)
                .containsExactly(
                        CreateTransferStatus.Created,
                        CreateTransferStatus.CodeMustNotBeZero,
                        CreateTransferStatus.Created,
                        CreateTransferStatus.Exists,
                        CreateTransferStatus.ExistsWithDifferentAmount);
        long first = reply.timestamp() - 4;
        assertThat(results)
                .extracting(CreateTransferResult::timestamp)
                .containsExactly(first, first + 1, first + 2, first, first + 4);
    }

    @Test
    void shouldAnswerBatchForBatch() {
        Probe probe = open();
        List<Account> accounts = things.createAccounts(probe, 2);
        Transfer a = things.transfer(accounts, 1);
        Transfer b = things.transfer(accounts, 2);
        Transfer c = things.transfer(accounts, 3);
        Reply created = probe.ask(CREATE_TRANSFERS, SessionRequests.transfers(List.of(a), List.of(), List.of(b, c)));
        assertThat(created.transferResults()).extracting(List::size).containsExactly(1, 0, 2);
        Reply found = probe.ask(
                LOOKUP_TRANSFERS,
                SessionRequests.ids(List.of(c.id(), things.id()), List.of(things.id()), List.of(b.id(), a.id())));
        assertThat(found.transfers())
                .extracting(batch -> batch.stream().map(Transfer::id).toList())
                .containsExactly(List.of(c.id()), List.of(), List.of(b.id(), a.id()));
        AccountFilter newest =
                Things.filter(accounts.get(0), AccountFilterFlags.DEBITS | AccountFilterFlags.REVERSED, 2);
        AccountFilter none = Things.filter(accounts.get(0), AccountFilterFlags.CREDITS, 10);
        AccountFilter all = Things.filter(accounts.get(1), AccountFilterFlags.CREDITS, 10);
        Reply selected = probe.ask(GET_ACCOUNT_TRANSFERS, SessionRequests.filters(newest, none, all));
        assertThat(selected.transfers())
                .extracting(batch -> batch.stream().map(Transfer::id).toList())
                .containsExactly(List.of(c.id(), b.id()), List.of(), List.of(a.id(), b.id(), c.id()));
    }

    @Test
    void shouldEndAChainWithItsBatch() {
        Probe probe = open();
        List<Account> accounts = things.createAccounts(probe, 2);
        Transfer open = things.transfer(accounts, 1).toBuilder()
                .flags(TransferFlags.LINKED)
                .build();
        Reply reply = probe.ask(
                CREATE_TRANSFERS, SessionRequests.transfers(List.of(open), List.of(things.transfer(accounts, 2))));
        assertThat(reply.transferResults())
                .extracting(batch -> batch.get(0).status())
                .containsExactly(CreateTransferStatus.LinkedEventChainOpen, CreateTransferStatus.Created);
    }

    @Test
    void shouldCarryFullRequestsAndReplies() {
        Probe probe = open();
        int full = probe.session.limits().eventsMax(CREATE_ACCOUNTS);
        List<Account> accounts = things.createAccounts(probe, full);
        List<UInt128> wanted = accounts.stream().map(Account::id).toList();
        Reply found = probe.ask(LOOKUP_ACCOUNTS, SessionRequests.ids(wanted));
        assertThat(found.accounts().get(0)).extracting(Account::id).containsExactlyElementsOf(wanted);
    }

    @Test
    void shouldRefuseABodyThatIsTooLargeAndSendNothing() {
        Probe probe = open();
        ByteBuffer body = Bytes.allocate(probe.session.limits().batchSizeLimit() + 128);
        List<Outcome> calls = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> probe.submit(CREATE_TRANSFERS, body, calls))
                .isInstanceOf(IllegalArgumentException.class);
        things.assertWorks(probe);
        assertThat(calls).isEmpty();
    }

    @Test
    void shouldRefuseARegister() {
        Probe probe = open();
        Body register = Body.of(Bytes.allocate(Header.SIZE));
        assertThatThrownBy(() -> probe.session.submit(Operation.REGISTER, register, outcome -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        things.assertWorks(probe);
    }

    @Test
    void shouldGoOnAfterABodyThatTheLedgerRefuses() {
        Probe probe = open();
        List<Outcome> calls = new CopyOnWriteArrayList<>();
        ByteBuffer noTrailer = Bytes.allocate(128);
        assertThat(Probe.await(probe.submit(CREATE_TRANSFERS, noTrailer, calls)))
                .isEqualTo(new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY));
        things.assertWorks(probe);
        assertThat(calls).hasSize(1);
    }

    @Test
    void shouldNotCareForWhatAHandlerOrAListenerThrows() {
        LedgerSession session = session();
        Probe probe = new Probe(session);
        session.start(state -> {
            probe.onState(state);
            throw new IllegalArgumentException("thrown by a listener, on purpose");
        });
        probe.awaitRegistered();
        CompletableFuture<Outcome> called = new CompletableFuture<>();
        session.submit(LOOKUP_ACCOUNTS, Body.of(SessionRequests.ids(List.of())), outcome -> {
            called.complete(outcome);
            throw new IllegalArgumentException("thrown by a handler, on purpose");
        });
        assertThat(Probe.await(called)).isInstanceOf(Outcome.Reply.class);
        things.assertWorks(probe);
    }

    @Test
    void shouldDeliverOneOutcomeWhenItIsClosedWithARequestInFlight() {
        for (int round = 0; round < 10; round++) {
            Probe probe = open();
            List<Outcome> calls = new CopyOnWriteArrayList<>();
            CompletableFuture<Object> outcome =
                    probe.submit(CREATE_ACCOUNTS, SessionRequests.accounts(List.of(things.account())), calls);
            probe.close();
            assertThat(Probe.await(outcome)).isInstanceOfAny(Reply.class, Outcome.Unknown.class);
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void shouldCloseTwice() {
        Probe probe = open();
        CompletableFuture<Void> first = probe.session.close().toCompletableFuture();
        CompletableFuture<Void> second = probe.session.close().toCompletableFuture();
        Probe.await(first);
        Probe.await(second);
        probe.close();
        assertThat(probe.session.state()).isInstanceOf(SessionState.Closed.class);
        assertThat(probe.states.stream().filter(SessionState.Closed.class::isInstance))
                .hasSize(1);
    }

    @Test
    void shouldCloseBeforeItIsStartedOrRegistered() {
        LedgerSession fresh = session();
        Probe.await(fresh.close().toCompletableFuture());
        assertThat(fresh.state()).isInstanceOf(SessionState.Closed.class);
        LedgerSession starting = session();
        starting.start(state -> {});
        Probe.await(starting.close().toCompletableFuture());
        assertThat(starting.state()).isInstanceOf(SessionState.Closed.class);
    }

    @Test
    void shouldTellAListenerThatItWasClosedBeforeItWasStarted() {
        LedgerSession session = session();
        Probe.await(session.close().toCompletableFuture());
        Probe probe = new Probe(session);
        session.start(probe::onState);
        assertThat(probe.awaitFirstState()).isInstanceOf(SessionState.Closed.class);
        assertThatThrownBy(() -> session.start(state -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldTellAListenerOnceThatItIsClosedWhileItStarts() {
        for (int round = 0; round < 20; round++) {
            LedgerSession session = session();
            Probe probe = new Probe(session);
            CompletableFuture<Void> closed = session.close().toCompletableFuture();
            session.start(probe::onState);
            assertThat(probe.awaitFirstState()).isInstanceOf(SessionState.Closed.class);
            Probe.await(closed);
            assertThat(probe.states).hasSize(1);
        }
    }

    @Test
    void shouldRefuseASubmitIfItWasClosedBeforeItWasRegistered() {
        LedgerSession fresh = session();
        Probe.await(fresh.close().toCompletableFuture());
        assertThatThrownBy(() -> fresh.submit(LOOKUP_ACCOUNTS, Body.of(SessionRequests.ids(List.of())), outcome -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not registered");
        assertThatThrownBy(fresh::limits).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldCloseFromAHandler() {
        Probe probe = open();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        probe.session.submit(
                LOOKUP_ACCOUNTS,
                Body.of(SessionRequests.ids(List.of())),
                outcome -> probe.session.close().whenComplete((nothing, failure) -> closed.complete(null)));
        Probe.await(closed);
        assertThat(probe.session.state()).isInstanceOf(SessionState.Closed.class);
    }

    @Test
    void shouldSendNothingOnceItIsClosed() {
        Probe probe = open();
        probe.close();
        List<Outcome> calls = new CopyOnWriteArrayList<>();
        Object outcome =
                Probe.await(probe.submit(CREATE_ACCOUNTS, SessionRequests.accounts(List.of(things.account())), calls));
        assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
        assertThat(calls).hasSize(1);
    }

    @Test
    void shouldShowOneSessionWhatAnotherDid() {
        Probe writer = open();
        Probe reader = open();
        List<Account> accounts = things.createAccounts(writer, 3);
        List<UInt128> wanted = accounts.stream().map(Account::id).toList();
        Reply found = reader.ask(LOOKUP_ACCOUNTS, SessionRequests.ids(wanted));
        assertThat(found.accounts().get(0)).extracting(Account::id).containsExactlyElementsOf(wanted);
    }

    private void chain(Probe probe, int left, CompletableFuture<Integer> done) {
        if (left == 0) {
            done.complete(0);
            return;
        }
        probe.session.submit(LOOKUP_ACCOUNTS, Body.of(SessionRequests.ids(List.of(things.id()))), outcome -> {
            if (outcome instanceof Outcome.Reply) {
                chain(probe, left - 1, done);
            } else {
                done.complete(left);
            }
        });
    }

    private LedgerSession session() {
        LedgerSession session = newSession();
        sessions.add(session);
        return session;
    }

    Probe open() {
        return new Probe(session()).open();
    }
}

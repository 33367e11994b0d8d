package io.ledgeractors.client;

import io.ledgeractors.client.exception.ClientReleaseException;
import io.ledgeractors.client.exception.ClusterUnavailableException;
import io.ledgeractors.client.exception.OutcomeUnknownException;
import io.ledgeractors.client.exception.RequestException;
import io.ledgeractors.client.internal.call.CallKinds;
import io.ledgeractors.client.internal.call.CallRunner;
import io.ledgeractors.client.internal.state.StateText;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client for programs without actors. It has every operation of a TigerBeetle 0.17 client, blocking and asynchronous.
 *
 * <pre>{@code
 * ClientSettings settings = ClientSettings.create(UInt128.ZERO, "3000");
 * try (LedgerClient client = LedgerClient.create(settings)) {
 *     client.awaitReady(Duration.ofSeconds(5));
 *     for (CreateTransferResult result : client.createTransfers(transfers)) {
 *         switch (result.status()) {
 *             case Created, Exists -> paid++;
 *             default -> refused++;
 *         }
 *     }
 * } catch (OutcomeUnknownException unknown) {
 *     // Not a failure: send the same transfers with the same ids again, by a new client.
 * } catch (RequestException refused) {
 *     // Nothing was executed; the type and the message say why.
 * }
 * }</pre>
 *
 * <p>Thread-safe; share one client. Each call is one request, and requests are sent one after another in the order of
 * the calls. {@link CallQueueLimits} bounds the calls that wait; further calls are refused. Put as many events as
 * possible into one call, because the client does not merge calls. The batcher of ledger-actors does.
 *
 * <p>Each call ends exactly once, in one of these ways:
 * <ul>
 *   <li>with its results: a create has one per event, at its position; a look-up or a query has those found;
 *   <li>with a {@link RequestException}: the call changed nothing and never will;
 *   <li>with an {@link OutcomeUnknownException}: a create was in flight when the session ended.
 * </ul>
 * A call is repeated until it is answered, without end unless {@link ClientSettings#withGiveUpAfter} limits the time.
 * {@link #state()} and {@link #onState} report what is going on. The session ends when the client is closed, when it
 * gives up or when the server evicts it. Calls are then refused with the reason, and a new client is needed.
 *
 * <p>A blocking call throws {@code InterruptedException} when its thread is interrupted. The call goes on, so its
 * outcome is then unknown to the caller. The stages of asynchronous calls are {@code CompletableFuture}s that the
 * client's thread completes. Code chained to them must not block and must not make a blocking call of any client.
 * Cancelling a stage does not take the call back.
 */
public final class LedgerClient implements AutoCloseable {
    /** A subscription to states, begun by {@link LedgerClient#onState}. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        /** Ends the subscription. The listener gets no more states, but one may be in delivery. */
        @Override
        void close();
    }

    private static final Logger LOG = LoggerFactory.getLogger(LedgerClient.class);
    private static final long CLOSE_LIMIT_SECONDS = 10;

    private final CallRunner runner;

    private LedgerClient(CallRunner runner) {
        this.runner = runner;
    }

    /**
     * Creates a client of a cluster with {@link CallQueueLimits#DEFAULT}. It connects in the background.
     *
     * @throws io.ledgeractors.client.exception.TransportUnavailableException if the transport of the settings is not
     *     available here; the message says why
     */
    public static LedgerClient create(ClientSettings settings) {
        return create(settings, CallQueueLimits.DEFAULT);
    }

    /** Creates the same client with other bounds of the calls that wait. */
    public static LedgerClient create(ClientSettings settings, CallQueueLimits limits) {
        return started(
                new CallRunner(NativeSession.create(settings), settings.release(), limits.calls(), limits.bytes()));
    }

    /**
     * Creates a client over any session, such as one of the embedded ledger, with {@link CallQueueLimits#DEFAULT}.
     *
     * @param session session that is not started; the client owns it, starts it and closes it
     * @throws IllegalStateException if the session was started before
     */
    public static LedgerClient over(LedgerSession session) {
        return over(session, CallQueueLimits.DEFAULT);
    }

    /** Creates the same client with other bounds of the calls that wait. */
    public static LedgerClient over(LedgerSession session, CallQueueLimits limits) {
        return started(new CallRunner(session, Release.CLIENT, limits.calls(), limits.bytes()));
    }

    private static LedgerClient started(CallRunner runner) {
        runner.start();
        return new LedgerClient(runner);
    }

    // --- state

    /** Returns the state of the session. */
    public SessionState state() {
        return runner.states().present();
    }

    /**
     * Returns the limits of one call.
     *
     * @throws IllegalStateException before the session is registered; see {@link #awaitReady}
     */
    public Limits limits() {
        return runner.limits();
    }

    /**
     * Subscribes to states. The listener gets the present state on the calling thread, before this returns, and then
     * every change in order on the client's thread, until the subscription is closed. A change that comes before this
     * returns is told on the calling thread too. Listeners must not block. An exception of a listener is logged and
     * changes nothing.
     */
    public Subscription onState(LedgerSession.Listener listener) {
        return runner.states().follow(listener)::run;
    }

    /**
     * Waits until the session is registered. Calls need not wait for it; they queue.
     *
     * @param timeout how long to wait; 0 or less checks once, more than 292 years count as 292
     * @throws ClusterUnavailableException if the session is not registered within {@code timeout}, or has given up; the
     *     message says what to do
     * @throws ClientReleaseException if one side has to be upgraded
     * @throws RequestException if the session has ended otherwise
     * @throws IllegalStateException on a client's own thread
     */
    public SessionState.Registered awaitReady(Duration timeout) throws InterruptedException {
        refuseOnAClientsThread();
        try {
            SessionState.Registered first = runner.ready().get(nanos(timeout), TimeUnit.NANOSECONDS);
            refuseIfEnded();
            return state() instanceof SessionState.Registered latest ? latest : first;
        } catch (TimeoutException | ExecutionException none) {
            refuseIfEnded();
            long millis = TimeUnit.NANOSECONDS.toMillis(nanos(timeout));
            SessionState present = state();
            throw new ClusterUnavailableException(
                    "no session after " + millis + " ms: " + StateText.advice(present), present);
        }
    }

    private static long nanos(Duration timeout) {
        return TimeUnit.NANOSECONDS.convert(timeout);
    }

    private void refuseIfEnded() {
        RequestException ended = runner.endReason();
        if (ended != null) {
            throw ended;
        }
    }

    // --- operations

    /**
     * Creates accounts.
     *
     * @param accounts at most 8,189, or 253 with a server started for development
     * @return one result per account, at its position
     * @throws OutcomeUnknownException if the session ended while the call was in flight
     * @throws RequestException if nothing was executed
     * @throws InterruptedException if the thread was interrupted; the call goes on
     */
    public List<CreateAccountResult> createAccounts(List<Account> accounts) throws InterruptedException {
        return await(() -> createAccountsAsync(accounts));
    }

    /**
     * Does the same as {@link #createAccounts} without waiting. The stage fails with the exceptions that the blocking
     * call throws.
     */
    public CompletionStage<List<CreateAccountResult>> createAccountsAsync(List<Account> accounts) {
        return runner.call(CallKinds.CREATE_ACCOUNTS, List.copyOf(accounts), 0);
    }

    /**
     * Creates transfers. Do not import a post or void of a pending transfer that has a timeout. A server up to 0.17.9
     * stops at it, and does not start again from that file. Versions with <a
     * href="https://github.com/tigerbeetle/tigerbeetle/pull/3867">pull request 3867</a>, merged after 0.17.9, execute
     * it.
     *
     * @param transfers at most 8,189, or 253 with a server started for development
     * @return one result per transfer, at its position
     * @throws OutcomeUnknownException if the session ended while the call was in flight
     * @throws RequestException if nothing was executed
     * @throws InterruptedException if the thread was interrupted; the call goes on
     */
    public List<CreateTransferResult> createTransfers(List<Transfer> transfers) throws InterruptedException {
        return await(() -> createTransfersAsync(transfers));
    }

    /**
     * Does the same as {@link #createTransfers} without waiting. The stage fails with the exceptions that the blocking
     * call throws.
     */
    public CompletionStage<List<CreateTransferResult>> createTransfersAsync(List<Transfer> transfers) {
        return runner.call(CallKinds.CREATE_TRANSFERS, List.copyOf(transfers), 0);
    }

    /**
     * Returns accounts by their ids.
     *
     * @param ids at most 8,189, or 2,031 with a server started for development
     * @return those found, in the order of the ids; there may be fewer than ids
     * @throws RequestException if there is no answer
     * @throws InterruptedException if the thread was interrupted
     */
    public List<Account> lookupAccounts(List<UInt128> ids) throws InterruptedException {
        return await(() -> lookupAccountsAsync(ids));
    }

    /**
     * Does the same as {@link #lookupAccounts} without waiting. The stage fails with the exceptions that the blocking
     * call throws.
     */
    public CompletionStage<List<Account>> lookupAccountsAsync(List<UInt128> ids) {
        return runner.call(CallKinds.LOOKUP_ACCOUNTS, List.copyOf(ids), 0);
    }

    /**
     * Returns transfers by their ids.
     *
     * @param ids at most 8,189, or 2,031 with a server started for development
     * @return those found, in the order of the ids; there may be fewer than ids
     * @throws RequestException if there is no answer
     * @throws InterruptedException if the thread was interrupted
     */
    public List<Transfer> lookupTransfers(List<UInt128> ids) throws InterruptedException {
        return await(() -> lookupTransfersAsync(ids));
    }

    /**
     * Does the same as {@link #lookupTransfers} without waiting. The stage fails with the exceptions that the blocking
     * call throws.
     */
    public CompletionStage<List<Transfer>> lookupTransfersAsync(List<UInt128> ids) {
        return runner.call(CallKinds.LOOKUP_TRANSFERS, List.copyOf(ids), 0);
    }

    /**
     * Returns the transfers of an account in the order of their timestamps.
     *
     * @param filter with a limit of at most 8,189; an invalid filter finds nothing
     * @throws RequestException if there is no answer
     * @throws InterruptedException if the thread was interrupted
     */
    public List<Transfer> getAccountTransfers(AccountFilter filter) throws InterruptedException {
        return await(() -> getAccountTransfersAsync(filter));
    }

    /**
     * Does the same as {@link #getAccountTransfers} without waiting. The stage fails with the exceptions that the
     * blocking call throws.
     */
    public CompletionStage<List<Transfer>> getAccountTransfersAsync(AccountFilter filter) {
        return runner.call(CallKinds.GET_ACCOUNT_TRANSFERS, List.of(filter), filter.limit());
    }

    /**
     * Returns the balances of an account with history in the order of their timestamps.
     *
     * @param filter with a limit of at most 8,189; an invalid filter, or an account without history, finds nothing
     * @throws RequestException if there is no answer
     * @throws InterruptedException if the thread was interrupted
     */
    public List<AccountBalance> getAccountBalances(AccountFilter filter) throws InterruptedException {
        return await(() -> getAccountBalancesAsync(filter));
    }

    /**
     * Does the same as {@link #getAccountBalances} without waiting. The stage fails with the exceptions that the
     * blocking call throws.
     */
    public CompletionStage<List<AccountBalance>> getAccountBalancesAsync(AccountFilter filter) {
        return runner.call(CallKinds.GET_ACCOUNT_BALANCES, List.of(filter), filter.limit());
    }

    /**
     * Returns accounts by their fields, in the order of their timestamps.
     *
     * @param filter with a limit of at most 8,189; an invalid filter finds nothing
     * @throws RequestException if there is no answer
     * @throws InterruptedException if the thread was interrupted
     */
    public List<Account> queryAccounts(QueryFilter filter) throws InterruptedException {
        return await(() -> queryAccountsAsync(filter));
    }

    /**
     * Does the same as {@link #queryAccounts} without waiting. The stage fails with the exceptions that the blocking
     * call throws.
     */
    public CompletionStage<List<Account>> queryAccountsAsync(QueryFilter filter) {
        return runner.call(CallKinds.QUERY_ACCOUNTS, List.of(filter), filter.limit());
    }

    /**
     * Returns transfers by their fields, in the order of their timestamps.
     *
     * @param filter with a limit of at most 8,189; an invalid filter finds nothing
     * @throws RequestException if there is no answer
     * @throws InterruptedException if the thread was interrupted
     */
    public List<Transfer> queryTransfers(QueryFilter filter) throws InterruptedException {
        return await(() -> queryTransfersAsync(filter));
    }

    /**
     * Does the same as {@link #queryTransfers} without waiting. The stage fails with the exceptions that the blocking
     * call throws.
     */
    public CompletionStage<List<Transfer>> queryTransfersAsync(QueryFilter filter) {
        return runner.call(CallKinds.QUERY_TRANSFERS, List.of(filter), filter.limit());
    }

    /**
     * Returns change events of the whole ledger in the order of their timestamps. To read on, use the last timestamp +
     * 1.
     *
     * @param filter with a limit of at most 2,730; the server may give fewer
     * @throws RequestException if there is no answer
     * @throws InterruptedException if the thread was interrupted
     */
    public List<ChangeEvent> getChangeEvents(ChangeEventsFilter filter) throws InterruptedException {
        return await(() -> getChangeEventsAsync(filter));
    }

    /**
     * Does the same as {@link #getChangeEvents} without waiting. The stage fails with the exceptions that the blocking
     * call throws.
     */
    public CompletionStage<List<ChangeEvent>> getChangeEventsAsync(ChangeEventsFilter filter) {
        return runner.call(CallKinds.GET_CHANGE_EVENTS, List.of(filter), filter.limit());
    }

    // --- closing

    /**
     * Closes the client. Waiting calls are refused, and the outcome of a create in flight is unknown. May be called at
     * any time, on any thread and more than once. Waits for at most 10 s until all calls have ended and connections and
     * threads are gone; on a client's own thread it does not wait.
     */
    @Override
    public void close() {
        CompletableFuture<Void> gone = closeAsync().toCompletableFuture();
        if (CallRunner.isAnswering()) {
            return;
        }
        try {
            gone.get(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("the client's session has not ended: does something chained to an answer block?", late);
        }
    }

    /** Closes the client as {@link #close} does, without waiting. */
    public CompletionStage<Void> closeAsync() {
        return runner.close();
    }

    private static <R> List<R> await(Supplier<CompletionStage<List<R>>> call) throws InterruptedException {
        refuseOnAClientsThread();
        try {
            return call.get().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw here(failed);
        }
    }

    private static void refuseOnAClientsThread() {
        if (CallRunner.isAnswering()) {
            throw new IllegalStateException(
                    "a blocking call on a client's own thread might wait for itself: use the one that ends in Async");
        }
    }

    /**
     * Returns the failure with the stack trace of the caller, which tells more than that of the client's own thread.
     */
    private static RuntimeException here(ExecutionException failed) {
        if (failed.getCause() instanceof RuntimeException failure) {
            failure.fillInStackTrace();
            return failure;
        }
        throw new IllegalStateException(failed.getCause());
    }
}

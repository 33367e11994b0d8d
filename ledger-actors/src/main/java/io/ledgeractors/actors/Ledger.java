package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.config.SchedulerTimes;
import io.ledgeractors.actors.internal.session.BatcherBehavior;
import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.actors.internal.session.LedgerStatus;
import io.ledgeractors.actors.internal.session.ReentrantAsks;
import io.ledgeractors.actors.internal.session.SafeRecorder;
import io.ledgeractors.actors.internal.session.SessionMessage;
import io.ledgeractors.actors.internal.session.SessionStates;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of an actor system. The first {@link #get(ActorSystem)} opens it with the settings at {@code
 * ledger-actors} of the configuration, and Pekko's CoordinatedShutdown closes it in its phase {@code
 * before-actor-system-terminate}. Asks are taken until then, so that the entities of a node work until its shards are
 * handed over to other nodes. A system may have more than one ledger, see {@link #get(ActorSystem, String)}. {@link
 * LedgerSetup} replaces the configured ledger, for tests. Thread-safe.
 *
 * <p>Actors send commands to {@link #batcher()}. Other code calls the methods here, whose asks have no order between
 * each other, or those of a {@link #newHandle()}, whose asks are executed in order.
 *
 * <p>A stage completes on the batcher's thread, so code that is chained to it must not block: all asks of the ledger
 * would wait. Chain slow code with one of the {@code Async} methods and an executor of your own.
 *
 * <p><b>Time-outs.</b> An ask without a time-out waits for as long as the ledger is away. {@code
 * ledger-actors.batcher.ask-timeout} sets a time-out for all asks, a {@code Duration} in the call one for this ask.
 * When it has passed, an ask that was not sent yet is withdrawn and refused as {@code TIMED_OUT}: it was not executed,
 * and will not be. An ask that is with the ledger ends as {@code Unknown}, because it may have been executed, or may be
 * later. The time-out counts from the ask's arrival at the batcher and is kept to some ms. It must not be negative.
 * {@link Duration#ZERO} means no time-out, whatever the setting says.
 *
 * <p>A caller that stops waiting cancels nothing. A time-out of the caller's own does not take an ask out of the queue,
 * as in {@code orTimeout}, {@code get(2, SECONDS)} or Pekko's {@code AskPattern}. Neither does the cancellation of a
 * stage. The ask may still be executed later.
 */
public final class Ledger implements Extension {
    /** The id by which Pekko finds the extension. */
    public static final class Id extends ExtensionId<Ledger> {
        private static final Id INSTANCE = new Id();

        private Id() {}

        @Override
        public Ledger createExtension(ActorSystem<?> system) {
            return open(system, LedgerSettings.PATH, LedgerSettings.create(system), LedgerSetup.environmentOf(system));
        }

        /** Returns the only instance. */
        public static Id instance() {
            return INSTANCE;
        }
    }

    // Keys with the highest bit are derived from the ids of accounts, so these never have it.
    private final AtomicLong orderKeys = new AtomicLong();
    private final ActorSystem<?> system;
    private final Connection connection;
    private final SafeRecorder recorder = new SafeRecorder(LedgerRecorder.NONE);
    private final LedgerStatus status;
    private final LedgerEnvironment environment;
    private final BatcherSettings batcherSettings;
    private final List<Cancellable> shutdownTasks = new ArrayList<>();
    private final AtomicReference<@Nullable CompletableFuture<Done>> closing = new AtomicReference<>();
    private final ReentrantAsks reentrantAsks;
    private final ActorRef<BatcherMessage> actor;
    private final ActorRef<LedgerBatcher.Command> batcher;
    private final BulkLane bulk;
    private final LedgerHandle handle;

    /** The futures of {@link #ready} that are not complete. */
    private final Set<CompletableFuture<SessionState.Registered>> waiting = ConcurrentHashMap.newKeySet();

    private volatile boolean isTerminated;

    private Ledger(
            ActorSystem<?> system,
            @Nullable String path,
            LedgerSettings settings,
            Connection connection,
            LedgerEnvironment environment) {
        this.system = system;
        this.connection = connection;
        this.environment = environment;
        this.batcherSettings = settings.batcher();
        this.status = new LedgerStatus(settings.batcher().maxQueuedEvents());
        if (!connection.opened().toCompletableFuture().isDone()) {
            status.setState(new SessionState.Opening());
        }
        this.reentrantAsks = new ReentrantAsks(settings.batcher().maxQueuedEvents());
        SystemLedgers ledgers = SystemLedgers.of(system);
        int number = ledgers.next();
        String suffix = number == 1 ? "" : "-" + number;
        this.actor = system.systemActorOf(
                BatcherBehavior.create(
                        settings.batcher().dependencies(connection, recorder, environment, status, reentrantAsks)),
                "ledger-batcher" + suffix,
                DispatcherSelector.fromConfig(environment.batcherDispatcher()));
        this.batcher = actor.narrow();
        this.bulk = new BulkLane(batcher::tell);
        this.handle = new LedgerHandle(batcher, status, reentrantAsks, 0);
        if (path != null) {
            Gateways.serve(system, path, "ledger-gateway" + suffix, settings, connection, actor, status);
        }
        closeWithSystem(settings, connection);
        ledgers.opened(this);
    }

    /** Creates a ledger whose commands this actor answers. */
    private Ledger(
            ActorSystem<?> system, ActorRef<BatcherMessage> actor, LedgerStatus status, LedgerEnvironment environment) {
        this.system = system;
        this.connection = Connections.of(Ledger::noSession);
        this.environment = environment;
        this.batcherSettings = BatcherSettings.DEFAULT;
        this.status = status;
        this.reentrantAsks = new ReentrantAsks(0);
        this.actor = actor;
        this.batcher = actor.narrow();
        this.bulk = new BulkLane(batcher::tell);
        this.handle = new LedgerHandle(batcher, status, reentrantAsks, 0);
        SystemLedgers.of(system).opened(this);
    }

    private static LedgerSession noSession() {
        throw new IllegalStateException("an actor of a test answers in place of a session");
    }

    /** Returns a ledger whose commands this actor answers. */
    static Ledger answeredBy(
            ActorSystem<?> system,
            ActorRef<BatcherMessage> actor,
            SessionState.Registered state,
            LedgerEnvironment environment) {
        LedgerStatus status = new LedgerStatus(Integer.MAX_VALUE);
        status.setLimits(Limits.DEFAULT);
        status.setState(state);
        return new Ledger(system, actor, status, environment);
    }

    /** Tells that the actor system has ended. */
    void terminated() {
        isTerminated = true;
        endWaiting();
        CompletableFuture<Done> closed = closing.get();
        if (closed != null) {
            closed.complete(Done.getInstance());
        }
    }

    /**
     * Returns the ledger of a system and opens it if this is the first call. The call does not wait. An embedded ledger
     * reads its files in the background, {@link #state()} is {@code Opening} meanwhile, and asks wait in the queue. If
     * it cannot be opened, the state, {@link #opened()} and {@link #ready} tell why, and asks are refused as {@code
     * UNAVAILABLE}.
     *
     * @throws IllegalArgumentException if a key of the configuration is unknown or has an impossible value; the message
     *     names it
     */
    public static Ledger get(ActorSystem<?> system) {
        Ledger replacement = SystemLedgers.of(system).replacement();
        return replacement == null ? Id.instance().apply(system) : replacement;
    }

    /**
     * Returns another ledger of a system and opens it if this is the first call with this path.
     *
     * @param path path of its settings in the configuration. They have the same keys as {@code ledger-actors}; keys
     *     that are missing have the values of {@code reference.conf}
     * @throws IllegalArgumentException if the path is missing, or a key is unknown or has an impossible value; the
     *     message names it
     */
    public static Ledger get(ActorSystem<?> system, String path) {
        return path.equals(LedgerSettings.PATH)
                ? get(system)
                : SystemLedgers.of(system).get(path);
    }

    /**
     * Opens one more ledger, for tests; {@link #get} does not return it. It is closed with the system, and takes the
     * clock of the system's setup. As {@link #get(ActorSystem)}, this does not wait until it is open. It never serves
     * as a gateway. If it connects through gateways, they are those of {@value LedgerSettings#PATH}.
     *
     * @throws IllegalArgumentException if the drain time-out is not below that of Pekko's phase
     */
    public static Ledger open(ActorSystem<?> system, LedgerSettings settings) {
        requireTimeToDrain(system, settings.batcher());
        LedgerEnvironment environment = LedgerSetup.environmentOf(system);
        Connection connection = Connections.open(system, LedgerSettings.PATH, settings.connection(), environment);
        return new Ledger(system, null, settings, connection, environment);
    }

    /**
     * Opens one more ledger over given sessions; see {@link #open(ActorSystem, LedgerSettings)}.
     *
     * @param sessions gives a new session at each call, which has not been started
     */
    public static Ledger open(ActorSystem<?> system, BatcherSettings settings, Supplier<LedgerSession> sessions) {
        return open(system, null, settings, sessions, LedgerSetup.environmentOf(system));
    }

    /** Opens the ledger at a path of the configuration, which serves as a gateway if this node has the role. */
    static Ledger open(ActorSystem<?> system, String path, LedgerSettings settings, LedgerEnvironment environment) {
        requireTimeToDrain(system, settings.batcher());
        Connection connection = Connections.open(system, path, settings.connection(), environment);
        return new Ledger(system, path, settings, connection, environment);
    }

    /** Opens a ledger over given sessions. {@code path} is null if it has none, so that it never serves. */
    static Ledger open(
            ActorSystem<?> system,
            @Nullable String path,
            BatcherSettings settings,
            Supplier<LedgerSession> sessions,
            LedgerEnvironment environment) {
        requireTimeToDrain(system, settings);
        LedgerSettings unconnected =
                new LedgerSettings(EmbeddedConnection.inMemory(), settings, GatewaySettings.create(system));
        return open(system, path, unconnected, Connections.of(sessions), environment);
    }

    static Ledger open(
            ActorSystem<?> system,
            @Nullable String path,
            LedgerSettings settings,
            Connection connection,
            LedgerEnvironment environment) {
        return new Ledger(system, path, settings, connection, environment);
    }

    /** Returns the actor system that this ledger belongs to. */
    public ActorSystem<?> system() {
        return system;
    }

    /**
     * Returns the actor that takes commands. It refuses commands beyond the bounds of its queue at once, but its
     * mailbox is not bounded. A program that tells it commands without end must bound its own outstanding commands. The
     * methods here and those of handles do so.
     */
    public ActorRef<LedgerBatcher.Command> batcher() {
        return batcher;
    }

    /** Returns the bulk lane, for programs that send without end, such as streams and imports. */
    public BulkLane bulk() {
        return bulk;
    }

    /** Returns a new handle, whose asks are executed in the order in which they are made. */
    public LedgerHandle newHandle() {
        return new LedgerHandle(batcher, status, reentrantAsks, newOrderKey());
    }

    /** Returns an order key that is in use nowhere else in this system, for {@link LedgerBatcher.Submit#withOrder}. */
    public long newOrderKey() {
        return orderKeys.incrementAndGet();
    }

    /**
     * Returns the clock of this ledger: that of {@link LedgerSetup#withClock} if the actor system has a setup, else
     * {@link Clock#system()}. Entities, payments, the scanner and the stages of streams take the time from it.
     */
    public Clock clock() {
        return environment.clock();
    }

    /**
     * Returns the alarms of {@link LedgerSetup#withAlarms}, which ring in place of Pekko's timers; empty in a program.
     */
    public Optional<Alarms> alarms() {
        return Optional.ofNullable(environment.alarms());
    }

    /**
     * INTERNAL API. Returns the ledger's time of its newest reply to anybody here, ns since 1970; 0 if there is none.
     * Nothing that is asked from now on has this timestamp or an earlier one.
     */
    @InternalApi
    public long newestTimestamp() {
        return status.newestTimestamp();
    }

    /** INTERNAL API. Returns a generator of ids that nothing in the ledger has, which streams probe the ledger with. */
    @InternalApi
    public IdGenerator newProbeIds() {
        RandomGenerator random = environment.random();
        return random == null
                ? new IdGenerator()
                : new IdGenerator(() -> TimeUnit.NANOSECONDS.toMillis(clock().realtimeNanos()), random);
    }

    /** INTERNAL API. Returns the properties of the actors that work with this ledger. */
    @InternalApi
    public Props actorProps() {
        return environment.props();
    }

    /** Returns the state of the session. */
    public SessionState state() {
        return status.state();
    }

    /** Returns the state of the session in words that say what to do about it. */
    public String describe() {
        return SessionStates.describe(status.state());
    }

    /**
     * Returns true if the ledger is in this JVM ({@code connection = embedded}). Each node of a cluster then has a
     * ledger of its own, and entities and payments refuse commands while the cluster has several nodes.
     */
    public boolean isEmbedded() {
        return connection.isEmbedded();
    }

    /**
     * Returns a stage that completes once the embedded ledger has read its files, or exceptionally with the reason why
     * it cannot be opened. It is complete from the start for {@code connection = cluster}. Asks need not wait for it.
     */
    public CompletionStage<Done> opened() {
        return connection.opened();
    }

    /**
     * Returns true if an ask may be answered soon: a session is open, the ledger is neither crowded nor full, and no
     * shutdown has begun.
     */
    public boolean isReady() {
        return status.isReady(clock().monotonicNanos())
                && CoordinatedShutdown.get(system).getShutdownReason().isEmpty();
    }

    /**
     * Returns false if no ask will ever be answered with results again, so that only a new process helps. This happens
     * when the embedded ledger has failed, or the ledger does not take clients of this release. Returns true while a
     * ledger is merely away.
     */
    public boolean isAlive() {
        return status.isAlive();
    }

    /** Returns how many events wait for the ledger, as of the last ask or reply. Those in flight are not counted. */
    public int queuedEvents() {
        return status.queuedEvents();
    }

    /** Returns the bytes of the events that wait for the ledger. */
    public long queuedBytes() {
        return status.queuedBytes();
    }

    /**
     * Returns the limits of one request.
     *
     * @throws LedgerUnavailableException if no session has been open yet; wait for {@link #ready}
     */
    public Limits limits() {
        Limits limits = status.limits();
        if (limits == null) {
            SessionState state = status.state();
            throw new LedgerUnavailableException(
                    state, "no session has been open yet: " + SessionStates.describe(state));
        }
        return limits;
    }

    /**
     * Returns a stage that completes once a session is open. It completes with a {@link LedgerUnavailableException}
     * that says what to do when {@code timeout} has passed, or at once when there will never be a session, for instance
     * because the system has ended.
     *
     * @param timeout not negative; more than 200 days count as 200
     * @throws IllegalArgumentException if the time-out is negative
     */
    public CompletionStage<SessionState.Registered> ready(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a time-out must not be negative, but is " + timeout);
        }
        Duration wait = SchedulerTimes.shortened(timeout);
        CompletableFuture<SessionState.Registered> registered = new CompletableFuture<>();
        waiting.add(registered);
        registered.whenComplete((session, failure) -> waiting.remove(registered));
        startTimer(registered, wait);
        actor.tell(new SessionMessage.AwaitRegistered(registered, Ledger::hopeless));
        if (isTerminated) {
            endWaiting();
        }
        return registered;
    }

    private void startTimer(CompletableFuture<SessionState.Registered> registered, Duration wait) {
        try {
            Cancellable timer = system.scheduler()
                    .scheduleOnce(wait, () -> registered.completeExceptionally(late(wait)), system.executionContext());
            registered.whenComplete((session, failure) -> timer.cancel());
        } catch (IllegalStateException ended) {
            // The scheduler ends just before the system, whose end is the end of the wait.
        }
    }

    // Neither the actor nor the scheduler answers any more once the system has ended.
    private void endWaiting() {
        String why = "there is no session with the ledger any more: " + SystemEnd.why(system);
        waiting.forEach(
                registered -> registered.completeExceptionally(new LedgerUnavailableException(status.state(), why)));
    }

    /**
     * Waits until a session is open. It blocks the caller, so it is for {@code main} methods and tests, never for
     * actors.
     *
     * @param timeout see {@link #ready}
     * @throws LedgerUnavailableException if there is no session within {@code timeout}; the message says what to do
     * @throws IllegalArgumentException if the time-out is negative
     */
    public SessionState.Registered awaitReady(Duration timeout) {
        try {
            return ready(timeout).toCompletableFuture().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof LedgerUnavailableException unavailable) {
                throw unavailable;
            }
            throw failure;
        }
    }

    /**
     * Replaces the recorder. The new one is told the present state of the session at once, and everything from now on.
     *
     * @param newRecorder see {@link LedgerRecorder} for its thread
     */
    public void record(LedgerRecorder newRecorder) {
        newRecorder.sessionChanged(status.state());
        recorder.set(newRecorder);
    }

    /**
     * Asks the ledger.
     *
     * @return completes normally, with the reply to the request; see {@link LedgerHandle} for the thread
     */
    public <P extends LedgerReply<?>> CompletionStage<P> ask(LedgerRequest<P> request) {
        return handle.ask(request);
    }

    /**
     * Asks the ledger, with a time-out: see {@link Ledger}.
     *
     * @param timeout not negative; zero: none
     * @throws IllegalArgumentException if the time-out is negative
     */
    public <P extends LedgerReply<?>> CompletionStage<P> ask(LedgerRequest<P> request, Duration timeout) {
        return handle.ask(request, timeout);
    }

    /** Creates accounts; see {@link LedgerRequest#createAccounts}. */
    public CompletionStage<CreateAccountsReply> createAccounts(List<Account> accounts) {
        return handle.createAccounts(accounts);
    }

    /** Creates accounts, with a time-out; see {@link #ask(LedgerRequest, Duration)}. */
    public CompletionStage<CreateAccountsReply> createAccounts(List<Account> accounts, Duration timeout) {
        return handle.createAccounts(accounts, timeout);
    }

    /** Creates transfers; see {@link LedgerRequest#createTransfers}. */
    public CompletionStage<CreateTransfersReply> createTransfers(List<Transfer> transfers) {
        return handle.createTransfers(transfers);
    }

    /** Creates transfers, with a time-out; see {@link #ask(LedgerRequest, Duration)}. */
    public CompletionStage<CreateTransfersReply> createTransfers(List<Transfer> transfers, Duration timeout) {
        return handle.createTransfers(transfers, timeout);
    }

    /** Looks accounts up; see {@link LedgerRequest#lookupAccounts}. */
    public CompletionStage<LookupAccountsReply> lookupAccounts(List<UInt128> ids) {
        return handle.lookupAccounts(ids);
    }

    /** Looks accounts up, with a time-out; see {@link #ask(LedgerRequest, Duration)}. */
    public CompletionStage<LookupAccountsReply> lookupAccounts(List<UInt128> ids, Duration timeout) {
        return handle.lookupAccounts(ids, timeout);
    }

    /** Looks transfers up; see {@link LedgerRequest#lookupTransfers}. */
    public CompletionStage<LookupTransfersReply> lookupTransfers(List<UInt128> ids) {
        return handle.lookupTransfers(ids);
    }

    /** Looks transfers up, with a time-out; see {@link #ask(LedgerRequest, Duration)}. */
    public CompletionStage<LookupTransfersReply> lookupTransfers(List<UInt128> ids, Duration timeout) {
        return handle.lookupTransfers(ids, timeout);
    }

    private static LedgerUnavailableException hopeless(SessionState state) {
        return new LedgerUnavailableException(state, SessionStates.describe(state));
    }

    private LedgerUnavailableException late(Duration timeout) {
        SessionState state = status.state();
        return new LedgerUnavailableException(
                state,
                "no session with the ledger after " + timeout.toMillis() + " ms: " + SessionStates.describe(state));
    }

    // If the phase ended before the asks are drained, the system would end with the ledger still open.
    private static void requireTimeToDrain(ActorSystem<?> system, BatcherSettings settings) {
        String phase = CoordinatedShutdown.PhaseBeforeActorSystemTerminate();
        Duration most =
                Duration.ofNanos(CoordinatedShutdown.get(system).timeout(phase).toNanos());
        if (settings.drainTimeout().compareTo(most) >= 0) {
            throw new IllegalArgumentException(LedgerSettings.PATH
                    + ".batcher.drain-timeout must be below pekko.coordinated-shutdown.phases." + phase + ".timeout, "
                    + most + ", but is " + settings.drainTimeout());
        }
    }

    // Entities of this node are asked until its shards are handed over, and the scanner until its singleton is. So asks
    // are taken until the node has left its cluster.
    private void closeWithSystem(LedgerSettings settings, Connection connection) {
        Duration drainTimeout = settings.batcher().drainTimeout();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        if (settings.connection() instanceof GatewayConnection) {
            // A node that has left the cluster cannot reach a gateway. Its shards are handed over before it leaves.
            shutdownTasks.add(shutdown.addCancellableTask(
                    CoordinatedShutdown.PhaseClusterLeave(),
                    "ledger-close-gateway",
                    () -> closeBatcherWithSystem(drainTimeout)));
        }
        shutdownTasks.add(shutdown.addCancellableTask(
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                "ledger-close",
                () -> closeBatcherWithSystem(drainTimeout).thenCompose(done -> connection.close())));
    }

    private CompletionStage<Done> closeBatcherWithSystem(Duration drainTimeout) {
        status.setSystemEnd(SystemEnd.why(system));
        return closeBatcher(drainTimeout);
    }

    /**
     * Closes this ledger before its system ends. Tests do so that open one after another; a program need not. New asks
     * are refused from now on. Those that wait or are with the ledger are answered within {@code
     * ledger-actors.batcher.drain-timeout}. Then the session and an embedded ledger are closed and the batcher stops. A
     * second call returns the same stage.
     *
     * @return completes when all is closed
     */
    public CompletionStage<Done> close() {
        CompletableFuture<Done> closed = new CompletableFuture<>();
        if (!closing.compareAndSet(null, closed)) {
            return Objects.requireNonNull(closing.get());
        }
        shutdownTasks.forEach(Cancellable::cancel);
        SystemLedgers ledgers = SystemLedgers.of(system);
        ledgers.closing(this);
        closed.thenRun(() -> ledgers.closed(this));
        closeBatcher(batcherSettings.drainTimeout())
                .thenCompose(done -> connection.close())
                .whenComplete((done, failure) -> {
                    actor.tell(new SessionMessage.Stop());
                    closed.complete(Done.getInstance());
                });
        if (isTerminated) {
            closed.complete(Done.getInstance());
        }
        return closed;
    }

    /** Closes the batcher; its actor stays to refuse asks. */
    CompletionStage<Done> closeBatcher(Duration drainTimeout) {
        CompletableFuture<Done> closed = new CompletableFuture<>();
        actor.tell(new SessionMessage.Close(drainTimeout, () -> closed.complete(Done.getInstance())));
        return closed;
    }
}

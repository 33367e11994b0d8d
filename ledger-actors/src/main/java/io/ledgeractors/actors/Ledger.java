package io.ledgeractors.actors;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
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
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * The ledger of an actor system: opened at the first {@link #get(ActorSystem)} from {@code ledger-actors} of the
 * configuration, closed by Pekko's CoordinatedShutdown. Thread-safe. A system may have more than one, see {@link
 * #get(ActorSystem, String)}; {@link LedgerSetup} puts another in its place.
 *
 * <p>Actors send commands to {@link #batcher()}; everybody else calls the methods here, which make no promise
 * about the order of their asks, or those of a {@link #newHandle()}, which keep it.
 *
 * <p><b>Time-outs.</b> An ask without a time-out waits for as long as the ledger is away; {@code
 * ledger-actors.batcher.ask-timeout} sets one for all, a {@code Duration} in the call one for this ask. When it has
 * passed, an ask that was not sent yet is withdrawn and refused as {@code TIMED_OUT}: it was not executed, nor will it
 * be. One that is with the ledger ends as {@code Unknown}: it may have been executed, or still be. It counts from the
 * ask's arrival at the batcher, is kept to some ms, and must not be negative; {@link Duration#ZERO} is none, whatever
 * the setting says.
 *
 * <p>To stop waiting cancels nothing: neither a time-out of one's own, as in {@code orTimeout}, {@code get(2, SECONDS)}
 * or Pekko's {@code AskPattern}, nor a cancelled stage takes an ask out of the queue. It may be executed later.
 */
public final class Ledger implements Extension {
    /** Where Pekko finds the extension. */
    public static final class Id extends ExtensionId<Ledger> {
        private static final Id INSTANCE = new Id();

        private Id() {}

        @Override
        public Ledger createExtension(ActorSystem<?> system) {
            return open(system, settings(system, LedgerSettings.PATH));
        }

        /** The one there is. */
        public static Id instance() {
            return INSTANCE;
        }
    }

    /** Pekko's scheduler takes no more than 248 days. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(200);

    // Keys with the highest bit are those that are derived from an account's id.
    private final AtomicLong orderKeys = new AtomicLong();
    private final ActorSystem<?> system;
    private final Connection connection;
    private final SafeRecorder recorder = new SafeRecorder(LedgerRecorder.NONE);
    private final LedgerStatus status;
    private final Clock clock;
    private final ReentrantAsks reentrantAsks;
    private final ActorRef<BatcherMessage> actor;
    private final ActorRef<LedgerBatcher.Command> batcher;
    private final BulkLane bulk;
    private final LedgerHandle handle;

    private Ledger(ActorSystem<?> system, LedgerSettings settings, Connection connection, Clock clock) {
        this.system = system;
        this.connection = connection;
        this.clock = clock;
        this.status = new LedgerStatus(settings.batcher().maxQueuedEvents());
        if (!connection.opened().toCompletableFuture().isDone()) {
            status.setState(new SessionState.Opening());
        }
        this.reentrantAsks = new ReentrantAsks(settings.batcher().maxQueuedEvents());
        int number = OtherLedgers.Id.INSTANCE.apply(system).next();
        this.actor = system.systemActorOf(
                BatcherBehavior.create(
                        settings.batcher().dependencies(connection, recorder, clock, status, reentrantAsks)),
                "ledger-batcher" + (number == 1 ? "" : "-" + number),
                DispatcherSelector.fromConfig(LedgerSettings.DISPATCHER));
        this.batcher = actor.narrow();
        this.bulk = new BulkLane(batcher::tell);
        this.handle = new LedgerHandle(batcher, status, reentrantAsks, 0);
        closeWithSystem(settings.batcher().drainTimeout(), connection);
    }

    /**
     * The ledger of this system, opened if this is the first call. The call does not wait: the embedded ledger reads
     * its files in the background, {@link #state()} says {@code Opening} and asks wait in the queue. If it cannot be
     * opened, state, {@link #opened()} and {@link #ready} say why, and asks are refused as {@code UNAVAILABLE}.
     *
     * @throws IllegalArgumentException naming the key of the configuration that is unknown or impossible
     */
    public static Ledger get(ActorSystem<?> system) {
        return Id.instance().apply(system);
    }

    /**
     * Another ledger of this system, opened if this is the first call with this path.
     *
     * @param path where its settings stand in the configuration: the same keys as in {@code ledger-actors}, those that
     *     are missing as in {@code reference.conf}
     * @throws IllegalArgumentException naming the key of the configuration that is missing, unknown or impossible
     */
    public static Ledger get(ActorSystem<?> system, String path) {
        return path.equals(LedgerSettings.PATH)
                ? get(system)
                : OtherLedgers.Id.INSTANCE.apply(system).get(path);
    }

    /**
     * Opens one more ledger, for {@link LedgerSetup} and tests: {@link #get} does not know it. It is closed with the
     * system. As {@link #get(ActorSystem)}, this does not wait for it.
     *
     * @throws IllegalArgumentException if the drain time-out is not below that of Pekko's phase
     */
    public static Ledger open(ActorSystem<?> system, LedgerSettings settings) {
        return open(system, settings, Clock.system());
    }

    /** Opens one more ledger whose sessions, not started yet, come from {@code sessions}; see the other method. */
    public static Ledger open(ActorSystem<?> system, BatcherSettings settings, Supplier<LedgerSession> sessions) {
        return open(system, settings, sessions, Clock.system());
    }

    static Ledger open(ActorSystem<?> system, LedgerSettings settings, Clock clock) {
        requireTimeToDrain(system, settings.batcher());
        return open(system, settings, Connections.open(settings.connection()), clock);
    }

    static Ledger open(ActorSystem<?> system, BatcherSettings settings, Supplier<LedgerSession> sessions, Clock clock) {
        requireTimeToDrain(system, settings);
        LedgerSettings unconnected = new LedgerSettings(EmbeddedConnection.inMemory(), settings);
        return open(system, unconnected, Connections.of(sessions), clock);
    }

    /** The settings of this system at a path. */
    static LedgerSettings settings(ActorSystem<?> system, String path) {
        Config all = system.settings().config();
        if (!all.hasPath(path)) {
            throw new IllegalArgumentException("the configuration has no ledger at " + path);
        }
        Config reference = ConfigFactory.defaultReference(system.dynamicAccess().classLoader())
                .getConfig(LedgerSettings.PATH);
        return LedgerSettings.create(path, all.getConfig(path), reference);
    }

    static Ledger open(ActorSystem<?> system, LedgerSettings settings, Connection connection, Clock clock) {
        return new Ledger(system, settings, connection, clock);
    }

    /** Returns the actor system that this ledger belongs to. */
    public ActorSystem<?> system() {
        return system;
    }

    /**
     * The actor that takes commands. It refuses at once what is more than may wait, but its mailbox is not bounded: who
     * tells it commands without end bounds what he has outstanding. The methods here and of clients do.
     */
    public ActorRef<LedgerBatcher.Command> batcher() {
        return batcher;
    }

    /** The way into the batcher for those who send without end: streams, imports. */
    public BulkLane bulk() {
        return bulk;
    }

    /** A client whose asks are executed in the order in which they are made. */
    public LedgerHandle newHandle() {
        return new LedgerHandle(batcher, status, reentrantAsks, newOrderKey());
    }

    /** An order key that nobody else in this system has, for {@link LedgerBatcher.Submit#withOrder}. */
    public long newOrderKey() {
        return orderKeys.incrementAndGet();
    }

    /**
     * Returns the clock of this ledger: that of {@link LedgerSetup#withClock}, else the system's. Everything that works
     * over this ledger and needs the time takes it from here.
     */
    public Clock clock() {
        return clock;
    }

    /** What the session is doing. */
    public SessionState state() {
        return status.state();
    }

    /** What the session is doing, in words that say what to do about it. */
    public String describe() {
        return SessionStates.describe(status.state());
    }

    /**
     * True if the ledger is in this JVM ({@code connection = embedded}): then each node of a cluster has a ledger of
     * its own, and entities and payments refuse to work in a cluster of several nodes.
     */
    public boolean isEmbedded() {
        return connection.isEmbedded();
    }

    /**
     * Completes once the embedded ledger has read its files, or exceptionally with the reason why it cannot be opened;
     * complete from the start for {@code connection = cluster}. Asks need not wait for it.
     */
    public CompletionStage<Done> opened() {
        return connection.opened();
    }

    /**
     * True if an ask may be answered soon: a session is open, the ledger is neither crowded nor full, no shutdown has
     * begun.
     */
    public boolean isReady() {
        return status.isReady(clock.monotonicNanos());
    }

    /**
     * False if no ask will ever be answered again, so that only a new process helps: the embedded ledger has failed, or
     * the ledger does not take clients of this release. True while a ledger is merely away.
     */
    public boolean isAlive() {
        return status.isAlive();
    }

    /** EventEncoder that wait for the ledger, those in flight not counted; as of the last ask or reply. */
    public int queuedEvents() {
        return status.queuedEvents();
    }

    /** Bytes of the events that wait. */
    public long queuedBytes() {
        return status.queuedBytes();
    }

    /**
     * What fits into one request.
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
     * Completes once a session is open; with a {@link LedgerUnavailableException} that says what to do when
     * {@code timeout} has passed, or at once when there will never be one.
     *
     * @param timeout not negative; more than 200 days are as good as 200
     * @throws IllegalArgumentException if the time-out is negative
     */
    public CompletionStage<SessionState.Registered> ready(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a time-out must not be negative, but is " + timeout);
        }
        Duration wait = timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT;
        CompletableFuture<SessionState.Registered> registered = new CompletableFuture<>();
        Cancellable timer = system.scheduler()
                .scheduleOnce(wait, () -> registered.completeExceptionally(late(wait)), system.executionContext());
        registered.whenComplete((session, failure) -> timer.cancel());
        actor.tell(new SessionMessage.AwaitRegistered(registered, Ledger::hopeless));
        return registered;
    }

    /**
     * Waits until a session is open. Blocks the caller: for {@code main} methods and tests, never for actors.
     *
     * @param timeout see {@link #ready}
     * @throws LedgerUnavailableException if there is none within {@code timeout}; the message says what to do
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

    /** Lets {@code newRecorder} hear of everything from now on, in place of the one before. */
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

    // A phase that ends before the asks are drained would end the system with the ledger still open.
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

    private void closeWithSystem(Duration drainTimeout, Connection connection) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(CoordinatedShutdown.PhaseServiceRequestsDone(), "ledger-close-intake", () -> {
            actor.tell(new SessionMessage.CloseIntake());
            return CompletableFuture.completedFuture(Done.getInstance());
        });
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "ledger-close", () -> {
            CompletableFuture<Done> closed = new CompletableFuture<>();
            actor.tell(new SessionMessage.Close(drainTimeout, () -> closed.complete(Done.getInstance())));
            return closed.thenCompose(done -> connection.close());
        });
    }
}

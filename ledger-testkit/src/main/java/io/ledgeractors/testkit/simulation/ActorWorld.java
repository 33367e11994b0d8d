package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerSetup;
import io.ledgeractors.actors.message.AskInterceptor;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.testkit.internal.simulation.AssertionWatch;
import io.ledgeractors.testkit.internal.simulation.Chances;
import io.ledgeractors.testkit.internal.simulation.RecordedAsk;
import io.ledgeractors.testkit.internal.simulation.SimulatedSessions;
import io.ledgeractors.testkit.internal.simulation.SteppedSystem;
import io.ledgeractors.testkit.internal.simulation.SteppedTasks;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.jspecify.annotations.Nullable;

/** A run whose client is an actor system with a ledger, in which actors and streams run. */
final class ActorWorld extends Run implements SimulatedActors {
    /** The path of the dispatcher of all actors. */
    static final String DISPATCHER = "ledger-testkit.simulation.dispatcher";

    private static final long CLOSED_WITHIN = TimeUnit.SECONDS.toNanos(60);
    private static final int LOST_PERCENT = 30;

    private final ActorScenario scenario;
    private final SteppedTasks tasks;
    private final SimulatedSessions sessions;
    private final Chances losses;
    private final List<ActorRef<?>> actors = new ArrayList<>();
    private final List<Awaited<?>> awaited = new ArrayList<>();
    private @Nullable SteppedSystem leased;
    private final List<Ledger> ledgers = new ArrayList<>();
    private boolean isClean;
    private int recovered;
    private long losingUntil;

    private record Awaited<T>(CompletableFuture<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        boolean isDone() {
            return stage.isDone();
        }

        void end() {
            try {
                then.accept(stage.join(), null);
            } catch (CompletionException failed) {
                Throwable cause = unboxed(failed.getCause());
                if (cause instanceof AssertionError wrong) {
                    throw wrong;
                }
                then.accept(null, cause);
            }
        }

        // Scala puts an error into an exception of its own when a promise fails with it.
        private static @Nullable Throwable unboxed(@Nullable Throwable failure) {
            return failure instanceof ExecutionException && failure.getCause() instanceof Error boxed ? boxed : failure;
        }
    }

    /**
     * Makes a world in which nothing has happened yet. The thread that makes it runs it.
     *
     * @param isKept tells by the number of a fault whether it happens
     */
    ActorWorld(long seed, ActorScenario scenario, IntPredicate isKept) {
        super(seed, EnumSet.allOf(Trouble.class), isKept);
        this.scenario = scenario;
        this.tasks = new SteppedTasks(agenda(), chances().split());
        this.losses = chances().split();
        this.sessions = new SimulatedSessions(
                0, agenda(), chances().split(), network(), server().settings().clusterId());
    }

    // A scenario of actors may stop gateways and lose messages.
    @Override
    boolean isUndisturbed() {
        return false;
    }

    @Override
    void begin() {
        SteppedSystem present = SteppedSystem.lease(scenario.config(), tasks);
        leased = present;
        add(setup(sessions::next).openAsDefault(present.system()));
        scenario.begin(this);
    }

    /** Opens one more ledger, whose asks take part in the history. Those that are forwarded do not take part twice. */
    Ledger open(Supplier<LedgerSession> itsSessions) {
        Ledger opened = setup(itsSessions).open(system());
        add(opened);
        return opened;
    }

    private void add(Ledger opened) {
        opened.record(new Counter());
        ledgers.add(opened);
    }

    private LedgerSetup setup(Supplier<LedgerSession> itsSessions) {
        int asker = ledgers.size();
        return LedgerSetup.create(settings(), itsSessions)
                .withClock(agenda())
                .withAlarms(agenda())
                .withDispatcher(DISPATCHER)
                .withInterceptor(ask -> ask.isForwarded() ? null : asked(ask, asker))
                .withRandom(chances().split().random());
    }

    private BatcherSettings settings() {
        Chances which = chances();
        return BatcherSettings.DEFAULT
                .withMaxGatherGap(which.percent(50) ? Duration.ZERO : Duration.ofNanos(which.between(1_000, 200_000)))
                .withLinger(which.percent(70) ? Duration.ZERO : Duration.ofNanos(which.between(1_000, 2_000_000)))
                .withAskTimeout(which.percent(70) ? Duration.ZERO : Duration.ofMillis(which.between(50, 5_000)))
                .withMinBackoff(Duration.ofMillis(100))
                .withMaxBackoff(Duration.ofSeconds(2));
    }

    private AskInterceptor.Decision asked(EncodedAsk ask, int asker) {
        RecordedAsk recorded = new RecordedAsk(ask, asker, nextAsk(), seen(), trace(), this);
        if (agenda().monotonicNanos() < losingUntil && losses.percent(LOST_PERCENT)) {
            recorded.loseResults();
        }
        asked(recorded);
        return new AskInterceptor.Decision.Replace(recorded);
    }

    @Override
    public void ended(RecordedAsk ask) {
        answered(ask);
    }

    @Override
    boolean isIdle() {
        return awaited.isEmpty() && tasks.isIdle();
    }

    @Override
    String describeIdle() {
        return ", " + awaited.size() + " awaited stages that have not completed, "
                + (tasks.isIdle() ? "no messages" : "messages") + " of actors";
    }

    @Override
    void look() {
        tasks.requireNoStranger();
        List<Awaited<?>> done = awaited.stream().filter(Awaited::isDone).toList();
        awaited.removeAll(done);
        done.forEach(Awaited::end);
    }

    @Override
    void check() {
        scenario.check(this);
    }

    @Override
    void finish() {
        org.apache.pekko.actor.ActorSystem classic = Adapter.toClassic(system());
        actors.forEach(actor -> classic.stop(Adapter.toClassic(actor)));
        isClean = true;
        for (int i = ledgers.size() - 1; i >= 0; i--) {
            close(ledgers.get(i));
        }
    }

    private void close(Ledger opened) {
        CompletableFuture<Done> closed = opened.close().toCompletableFuture();
        long end = agenda().monotonicNanos() + CLOSED_WITHIN;
        while (!isOver(closed) && agenda().monotonicNanos() < end) {
            step();
        }
        if (!closed.isDone()) {
            throw new AssertionError("the ledger has not closed within " + Duration.ofNanos(CLOSED_WITHIN));
        }
        isClean &= isOver(closed);
    }

    private boolean isOver(CompletableFuture<Done> closed) {
        return closed.isDone() && tasks.isQuiet() && actors.stream().allMatch(ActorWorld::isTerminated);
    }

    private static boolean isTerminated(ActorRef<?> actor) {
        return ((InternalActorRef) Adapter.toClassic(actor)).isTerminated();
    }

    @Override
    int recovered() {
        return recovered;
    }

    @Override
    void pauseAny(Chances which, long nanos) {
        trace().add("client pauses", nanos);
        tasks.pause(nanos);
        sessions.pause(nanos);
    }

    @Override
    void loseReplies(long nanos) {
        trace().add("replies get lost", nanos);
        losingUntil = Math.max(losingUntil, agenda().monotonicNanos() + nanos);
    }

    @Override
    void end() {
        SteppedSystem present = leased;
        if (present != null) {
            present.release(isClean);
        }
    }

    // ---- what scenarios use

    @Override
    public ActorSystem<?> system() {
        return Objects.requireNonNull(leased).system();
    }

    @Override
    public Ledger ledger() {
        return ledgers.get(0);
    }

    @Override
    public <M> ActorRef<M> spawn(Behavior<M> behavior) {
        requireUsable();
        String name = "simulated-" + Objects.requireNonNull(leased).use() + "-" + actors.size();
        ActorRef<M> actor = system().systemActorOf(AssertionWatch.of(behavior, this::fail), name, Props.empty());
        actors.add(actor);
        return actor;
    }

    @Override
    public void stop(ActorRef<?> actor) {
        requireUsable();
        if (!actors.contains(actor)) {
            throw new IllegalArgumentException(actor + " was not spawned here");
        }
        Adapter.toClassic(system()).stop(Adapter.toClassic(actor));
    }

    @Override
    public <T> void await(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        requireUsable();
        awaited.add(new Awaited<>(stage.toCompletableFuture(), then));
    }

    private final class Counter implements LedgerRecorder {
        @Override
        public void requestResolved(Operation operation, int events, int asks) {
            recovered++;
        }
    }
}

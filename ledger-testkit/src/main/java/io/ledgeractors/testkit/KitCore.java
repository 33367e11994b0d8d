package io.ledgeractors.testkit;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerSetup;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.testkit.fault.Faults;
import io.ledgeractors.testkit.internal.activity.Activity;
import io.ledgeractors.testkit.internal.host.KitHost;
import io.ledgeractors.testkit.internal.host.OwnSystems;
import io.ledgeractors.testkit.internal.ledger.KitLedger;
import io.ledgeractors.testkit.internal.time.TimeMachine;
import io.ledgeractors.testkit.internal.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;

/** One ledger of a kit, from its opening to its end: host, time, ledger and its access from actor systems. */
final class KitCore implements AutoCloseable {
    private static final String DISPATCHER = "ledger-testkit.dispatcher";
    private static final long SEED = 1;
    private static final Duration QUIET_BEFORE_LOOKING = Duration.ofSeconds(1);

    private final LedgerTestKitSettings settings;
    private final KitHost host;
    private final VirtualTime time;
    private final TimeMachine timeMachine;
    private final KitLedger kitLedger;
    private final LedgerClient inspector;
    private final Set<Activity> activities = ConcurrentHashMap.newKeySet();
    private final List<Ledger> ledgers = new CopyOnWriteArrayList<>();
    private final Ledger ledger;
    private final Fixtures fixtures = new Fixtures(this);

    private KitCore(LedgerTestKitSettings settings, KitHost host) {
        this.settings = settings;
        this.host = host;
        this.time = new VirtualTime(settings.start().orElseGet(Instant::now));
        this.kitLedger = KitLedger.open(time, time, SEED);
        this.inspector = kitLedger.newInspector();
        activities.add(kitLedger.activity());
        this.timeMachine = new TimeMachine(time, kitLedger::expire, activities, settings.patience());
        this.ledger = opened(
                host.isOwn() || settings.isDefault()
                        ? setup().openAsDefault(host.system())
                        : setup().open(host.system()));
    }

    /** Opens a ledger in a system that the kit owns. */
    static KitCore open(LedgerTestKitSettings settings) {
        return open(
                settings,
                settings.isClustered()
                        ? OwnSystems.startClustered(settings.config())
                        : OwnSystems.lease(settings.config()));
    }

    /** Opens a ledger in this host. */
    static KitCore open(LedgerTestKitSettings settings, KitHost host) {
        KitCore core = new KitCore(settings, host);
        core.await(core.ledger.ready(settings.patience()));
        return core;
    }

    LedgerTestKitSettings settings() {
        return settings;
    }

    KitHost host() {
        return host;
    }

    Ledger ledger() {
        return ledger;
    }

    Fixtures fixtures() {
        return fixtures;
    }

    VirtualTime time() {
        return time;
    }

    TimeMachine timeMachine() {
        return timeMachine;
    }

    /** Returns a setup of this ledger for any actor system. */
    LedgerSetup setup() {
        return LedgerSetup.create(settings.batcher(), this::newSession)
                .withClock(time)
                .withAlarms(time)
                .withDispatcher(DISPATCHER)
                .withInterceptor(kitLedger.interceptor());
    }

    LedgerSession newSession(ActorSystem<?> system) {
        activities.add(Activity.of(system));
        return kitLedger.newBatcherSession();
    }

    /**
     * Returns a client that sees what the ledger holds, whatever faults do to the sessions of the program. What was
     * asked for before is seen, because this waits until nothing is under way, at most for 1 s.
     */
    LedgerClient inspector() {
        timeMachine.awaitQuiet(QUIET_BEFORE_LOOKING);
        return inspector;
    }

    /** Returns the faults of this ledger. */
    Faults faults() {
        return kitLedger.faults();
    }

    /** Takes back the faults that this thread named and that wait for an ask. */
    void endFaultsOfThread() {
        kitLedger.endFaultsOf(Thread.currentThread());
    }

    /** Opens this ledger in one more system. */
    Ledger join(ActorSystem<?> system) {
        Ledger joined = opened(setup().openAsDefault(system));
        await(joined.ready(settings.patience()));
        return joined;
    }

    private Ledger opened(Ledger opened) {
        ledgers.add(opened);
        return opened;
    }

    /** Waits for a stage, at most for the patience of the settings. */
    <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future =
                Objects.requireNonNull(stage, "stage").toCompletableFuture().copy();
        try {
            return future.orTimeout(settings.patience().toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof TimeoutException) {
                throw new AssertionError(
                        "nothing came within " + settings.patience() + " of real time" + nextTime(), failed);
            }
            throw failed;
        }
    }

    private String nextTime() {
        long next = time.nextDue();
        return next == Long.MAX_VALUE
                ? ""
                : ". The time of the kit stands still, and its next timer is due in "
                        + Duration.ofNanos(next - time.realtimeNanos())
                        + ". If this waits for time to pass, call advance(...) before";
    }

    @Override
    public void close() {
        host.stopActors().run();
        ledgers.forEach(open -> await(open.close()));
        await(inspector.closeAsync());
        kitLedger.close();
        host.release().run();
    }
}

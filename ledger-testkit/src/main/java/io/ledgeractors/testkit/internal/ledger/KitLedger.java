package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.actors.message.AskInterceptor;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.client.internal.driver.DrivenSession;
import io.ledgeractors.client.internal.session.SessionConfig;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.replica.ExpiryPass;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.testkit.fault.Faults;
import io.ledgeractors.testkit.internal.activity.Activity;
import io.ledgeractors.testkit.internal.fault.FaultPlan;
import io.ledgeractors.testkit.internal.fault.PlannedFault;
import io.ledgeractors.wire.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of a kit. It gives sessions to batchers and to other callers, and has {@link Faults}. Its sessions follow
 * the rules of a session over TCP, its server side is that of the embedded ledger, and its log lies on a disk in
 * memory.
 *
 * <p>Its time is that of the clock, and it waits by the alarms. While they stand still, everything happens that needs
 * no time. Thread-safe. Sessions are called back on the one thread of the ledger.
 */
public final class KitLedger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.ledgeractors.testkit.Session");
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final List<ReplicaAddress> ADDRESS = List.of(new ReplicaAddress("kit", 1));
    private static final long PATIENCE_SECONDS = 20;

    private final EmbeddedSettings settings;
    private final Alarms alarms;
    private final long seed;
    private final LedgerThread thread;
    private final KitServer server;
    private final FaultPlan plan = new FaultPlan();
    private final AskFaults asks;
    private final Faults faults = new KitFaults(plan, this::onServer);
    private final AtomicInteger sessionNumbers = new AtomicInteger();
    private final Set<DrivenSession> sessions = ConcurrentHashMap.newKeySet();

    private KitLedger(EmbeddedSettings settings, Alarms alarms, long seed) {
        this.settings = settings;
        this.alarms = alarms;
        this.seed = seed;
        this.thread = new LedgerThread("ledger-testkit-" + NUMBERS.incrementAndGet());
        this.asks = new AskFaults(plan, settings.clock());
        this.server = new KitServer(settings, thread, alarms, new Random(seed));
    }

    /**
     * Opens an empty ledger.
     *
     * @param alarms of this clock
     * @param seed of all that is left to chance, such as the ids and the waits of sessions
     */
    public static KitLedger open(Clock clock, Alarms alarms, long seed) {
        EmbeddedSettings settings = EmbeddedSettings.inDirectory(Path.of("kit"))
                .withFreeSpaceWarning(0)
                .withClock(clock);
        return new KitLedger(settings, alarms, seed);
    }

    /** Returns the interceptor for the batchers that use sessions of {@link #newBatcherSession()}. */
    public AskInterceptor interceptor() {
        return asks;
    }

    /** Returns a session for a batcher with the {@link #interceptor()}. */
    public LedgerSession newBatcherSession() {
        return newSession((operation, body) -> asks.takeLeaving(), false);
    }

    /**
     * Returns a session of a caller that is no batcher. Faults strike its requests, except those that act in a batcher:
     * refusals and answers.
     */
    public LedgerSession newSession() {
        return newSession((operation, body) -> plan.strikeRequest(operation, RequestEvents.of(operation, body)), true);
    }

    /** Returns the activity of the ledger, which is quiet when it waits for requests or for time to pass. */
    public Activity activity() {
        return thread.activity();
    }

    private LedgerSession newSession(KitSession.FaultSource source, boolean hidesReplies) {
        int number = sessionNumbers.incrementAndGet();
        SessionConfig config = new SessionConfig(settings.clusterId(), ADDRESS, Release.CLIENT, "in-memory")
                .withPingInterval(SessionConfig.NEVER);
        AtomicReference<@Nullable PlannedFault> armed = new AtomicReference<>();
        KitSessionThread share = new KitSessionThread(thread, alarms);
        DrivenSession session = new DrivenSession(
                config,
                "session " + number + " of the kit",
                LOG,
                share,
                events -> new MemoryLinks(thread, server, events, armed),
                settings.clock(),
                new Random(seed + number));
        sessions.add(session);
        share.ended().thenRun(() -> sessions.remove(session));
        return new KitSession(session, source, hidesReplies, armed);
    }

    /** Returns the faults of this ledger. */
    public Faults faults() {
        return faults;
    }

    /** Takes back the faults that this thread named and that wait for an ask. */
    public void endFaultsOf(Thread owner) {
        plan.clearOf(owner);
    }

    /** Returns a client that sees what the ledger holds, past connections, sessions and their faults. Close it. */
    public LedgerClient newInspector() {
        Limits limits = new Limits(settings.batchSizeLimit());
        return LedgerClient.over(
                new DirectSession(thread, server, limits, settings.clock().realtimeNanos()));
    }

    /** Expires the pending transfers that are due by the clock. */
    public CompletionStage<ExpiryPass> expire() {
        CompletableFuture<ExpiryPass> pass = new CompletableFuture<>();
        thread.execute(() -> server.expire().whenComplete((done, failure) -> {
            if (failure == null) {
                pass.complete(done);
            } else {
                pass.completeExceptionally(failure);
            }
        }));
        return pass;
    }

    /** Completes once the ledger and its sessions have done all that they can do at the present time. */
    public CompletionStage<Void> settle() {
        return thread.settle(() -> {});
    }

    private void onServer(Consumer<KitServer> action) {
        if (thread.isCurrentThread()) {
            action.accept(server);
        } else {
            await(thread.settle(() -> action.accept(server)));
        }
    }

    private static void await(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError("the ledger of the kit does not come to rest", failed);
        }
    }

    /** Closes the ledger and its sessions. */
    @Override
    public void close() {
        sessions.forEach(LedgerSession::close);
        onServer(KitServer::close);
        thread.end();
    }
}

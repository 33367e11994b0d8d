package io.ledgeractors.testkit.internal.host;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * The actor systems of this JVM that kits own. A system belongs to one kit at a time, so tests that run in parallel do
 * not meet. A system without a cluster goes to the next kit, because a start takes longer than most tests. One with a
 * cluster ends with its kit, because its shards and singletons cannot be started anew. Thread-safe.
 */
public final class OwnSystems {
    /** Pekko's test probes stay until their system ends, so a system is replaced now and then. */
    private static final int USES_MAX = 500;

    private static final Duration UP_WITHIN = Duration.ofSeconds(20);
    private static final Config CLUSTER = resource("ledger-testkit-cluster.conf");
    private static final Config OWN = resource("ledger-testkit-system.conf");
    private static final Map<Config, Deque<Idle>> IDLE = new HashMap<>();

    private record Idle(ActorSystem<?> system, int uses) {}

    private OwnSystems() {}

    private static Config resource(String name) {
        return ConfigFactory.parseResources(OwnSystems.class.getClassLoader(), name);
    }

    /**
     * Returns a system that the caller alone uses until it releases it.
     *
     * @param config wins over {@code application-test.conf}, or {@code application.conf} if there is none
     */
    public static KitHost lease(Config config) {
        Idle idle = takeIdle(config);
        ActorSystem<?> system = idle == null ? start(complete(config)) : idle.system();
        int uses = idle == null ? 1 : idle.uses() + 1;
        return KitHost.own(system, () -> release(config, new Idle(system, uses)));
    }

    /**
     * Starts a system with a cluster of this node alone, which the caller alone uses until it releases it. Returns when
     * the node is up.
     *
     * @param config wins over {@code application-test.conf}, or {@code application.conf} if there is none
     */
    public static KitHost startClustered(Config config) {
        ActorSystem<?> system = start(complete(config.withFallback(CLUSTER)));
        Cluster cluster = Cluster.get(Adapter.toClassic(system));
        CompletableFuture<Void> up = new CompletableFuture<>();
        cluster.registerOnMemberUp(() -> up.complete(null));
        cluster.join(cluster.selfAddress());
        up.orTimeout(UP_WITHIN.toMillis(), TimeUnit.MILLISECONDS).join();
        return KitHost.own(system, system::terminate);
    }

    private static Config complete(Config config) {
        return OWN.withFallback(config)
                .withFallback(ActorTestKit.applicationTestConfig())
                .resolve();
    }

    private static ActorSystem<?> start(Config config) {
        return ActorTestKit.create("ledger-testkit", config).system();
    }

    private static synchronized @Nullable Idle takeIdle(Config config) {
        Deque<Idle> idle = IDLE.get(config);
        return idle == null ? null : idle.poll();
    }

    private static synchronized void release(Config config, Idle used) {
        boolean isEnding =
                CoordinatedShutdown.get(used.system()).getShutdownReason().isPresent();
        if (used.uses() < USES_MAX && !isEnding) {
            IDLE.computeIfAbsent(config, missing -> new ArrayDeque<>()).push(used);
        } else {
            used.system().terminate();
        }
    }
}

package io.ledgeractors.actors;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.session.LedgerSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A cluster in this JVM with gateways, and with nodes that go through them. */
final class GatewayNodes implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Settings with which nodes find each other, and leave, within tenths of a second. */
    private static final String QUICK = """
        pekko.loglevel = OFF
        pekko.cluster {
          periodic-tasks-initial-delay = 100 ms
          gossip-interval = 100 ms
          leader-actions-interval = 100 ms
          unreachable-nodes-reaper-interval = 100 ms
          typed.receptionist.distributed-data.gossip-interval = 100 ms
          typed.receptionist.distributed-data.notify-subscribers-interval = 100 ms
        }
        pekko.coordinated-shutdown.run-by-actor-system-terminate = off
        pekko.coordinated-shutdown.phases {
          cluster-sharding-shutdown-region.timeout = 1 s
          cluster-leave.timeout = 2 s
          cluster-exiting.timeout = 1 s
          cluster-exiting-done.timeout = 1 s
          cluster-shutdown.timeout = 1 s
        }
        """;

    final List<ActorSystem<Void>> nodes = new ArrayList<>();

    /** Starts a gateway whose sessions are given. */
    ActorSystem<Void> gateway(Supplier<LedgerSession> sessions, String... settings) {
        return awaitUp(join(
                "pekko.cluster.roles = [ledger-gateway]\n" + String.join("\n", settings),
                LedgerSetup.create(BatcherSettings.DEFAULT.withDrainTimeout(Duration.ofSeconds(1)), sessions)));
    }

    /** Starts a gateway whose connection is among the settings. */
    ActorSystem<Void> connectedGateway(String... settings) {
        return awaitUp(join("pekko.cluster.roles = [ledger-gateway]\n" + String.join("\n", settings), null));
    }

    /** Starts a node without a session. */
    ActorSystem<Void> caller(String... settings) {
        return awaitUp(joiningCaller(settings));
    }

    /** Starts a node without a session, and does not wait until it is up. */
    ActorSystem<Void> joiningCaller(String... settings) {
        return join("ledger-actors.connection = gateway\n" + String.join("\n", settings), null);
    }

    private ActorSystem<Void> join(String settings, @Nullable LedgerSetup setup) {
        Config config = ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseString(QUICK))
                .withFallback(ConfigFactory.load("cluster-test"));
        ActorSystemSetup all = ActorSystemSetup.create(BootstrapSetup.create(config));
        ActorSystem<Void> node =
                ActorSystem.create(Behaviors.empty(), "gateways", setup == null ? all : all.and(setup));
        nodes.add(node);
        Cluster.get(node)
                .manager()
                .tell(Join.create(Cluster.get(nodes.get(0)).selfMember().address()));
        return node;
    }

    private static ActorSystem<Void> awaitUp(ActorSystem<Void> node) {
        Cluster cluster = Cluster.get(node);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
        Ledger.get(node);
        return node;
    }

    /** Ends a node without a coordinated shutdown, and takes it out of the cluster. */
    void kill(ActorSystem<?> node) {
        Address address = vanish(node);
        if (!nodes.isEmpty()) {
            Cluster.get(nodes.get(0)).manager().tell(new Down(address));
        }
    }

    /** Ends a node without a coordinated shutdown. It stays a member. Returns its address. */
    Address vanish(ActorSystem<?> node) {
        Address address = Cluster.get(node).selfMember().address();
        // Systems of the same name are equal, because each is an actor reference with the same path.
        nodes.removeIf(other -> Cluster.get(other).selfMember().address().equals(address));
        node.terminate();
        await(node.getWhenTerminated());
        return address;
    }

    /** Ends a node by Pekko's coordinated shutdown, which takes it out of the cluster. */
    CompletionStage<Done> leave(ActorSystem<?> node) {
        return CoordinatedShutdown.get(node).runAll(CoordinatedShutdown.unknownReason());
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        nodes.forEach(ActorSystem::terminate);
        nodes.forEach(node -> await(node.getWhenTerminated()));
    }
}

package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.account.AccountSettings;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.health.LedgerLiveness;
import io.ledgeractors.actors.health.LedgerReadiness;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ClusterShardingHealthCheck;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.FutureConverters;

/**
 * Tests the health checks of a new node while old ones are there. A rolling update waits until the new node is ready
 * before it ends the next old one, so a check must not wait for something that comes only when old nodes are gone.
 */
class RollingUpdateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String QUICK = """
            pekko.loglevel = OFF
            pekko.cluster {
              allow-weakly-up-members = 500 ms
              periodic-tasks-initial-delay = 100 ms
              gossip-interval = 100 ms
              leader-actions-interval = 100 ms
              unreachable-nodes-reaper-interval = 100 ms
              sharding.retry-interval = 200 ms
            }
            pekko.coordinated-shutdown.phases {
              cluster-sharding-shutdown-region.timeout = 2 s
              cluster-leave.timeout = 1 s
              cluster-exiting.timeout = 1 s
              cluster-exiting-done.timeout = 1 s
            }
            """;

    private final EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
    private final List<ActorSystem<Void>> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(ActorSystem::terminate);
        nodes.forEach(node -> get(node.getWhenTerminated()));
        ledger.close();
    }

    /** Starts a node that joins the first one, or itself if it is the first. */
    private ActorSystem<Void> node(String settings) {
        Config config = ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseString(QUICK))
                .withFallback(ConfigFactory.load("cluster-test"));
        ActorSystem<Void> node = ActorSystem.create(
                Behaviors.empty(),
                "rolling",
                ActorSystemSetup.create(BootstrapSetup.create(config))
                        .and(LedgerSetup.create(BatcherSettings.DEFAULT, ledger::newSession)));
        nodes.add(node);
        Cluster first = Cluster.get(nodes.get(0));
        Cluster.get(node).manager().tell(Join.create(first.selfMember().address()));
        return node;
    }

    private static void awaitStatus(ActorSystem<?> node, MemberStatus status) {
        await().atMost(PATIENCE)
                .until(() -> Cluster.get(node).selfMember().status().equals(status));
    }

    private static boolean isReady(ActorSystem<?> node) {
        return get(new LedgerReadiness(Ledger.get(node)).get());
    }

    private static boolean isAlive(ActorSystem<?> node) {
        return get(new LedgerLiveness(Ledger.get(node)).get());
    }

    /** Returns Pekko's own check, which Pekko Management runs when sharding is on the class path. */
    private static ClusterShardingHealthCheck shardingCheck(ActorSystem<?> node) {
        return new ClusterShardingHealthCheck(Adapter.toClassic(node));
    }

    private static boolean passes(ClusterShardingHealthCheck check) {
        return (Boolean) get(FutureConverters.asJava(check.apply()));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Test
    void shouldNotWaitForEntitiesThatANodeDoesNotStart() {
        ActorSystem<Void> node = node("");
        awaitStatus(node, MemberStatus.up());
        await().atMost(PATIENCE).until(() -> isReady(node));
        assertThat(passes(shardingCheck(node))).isTrue();
    }

    @Test
    void shouldFailTheShardingCheckOfATypeUntilTheNodeStartsIt() {
        ActorSystem<Void> node = node("pekko.cluster.sharding.healthcheck.names = [ledger-account]");
        awaitStatus(node, MemberStatus.up());
        await().atMost(PATIENCE).until(() -> isReady(node));
        ClusterShardingHealthCheck check = shardingCheck(node);
        assertThatThrownBy(() -> passes(check)).hasMessageContaining("ledger-account");
        Accounts.get(node);
        await().atMost(PATIENCE).until(() -> passes(check));
    }

    @Test
    void shouldBeReadyWithATypeThatOldNodesDoNotKnow() {
        ActorSystem<Void> old = node("");
        awaitStatus(old, MemberStatus.up());
        Accounts.get(old);
        ActorSystem<Void> updated = node("pekko.cluster.sharding.healthcheck.names = [ledger-account-added]");
        awaitStatus(updated, MemberStatus.up());
        Accounts.get(updated);
        Accounts.init(updated, "added", Ledger.get(updated), AccountSettings.create(updated));
        await().atMost(PATIENCE).until(() -> isReady(updated));
        ClusterShardingHealthCheck check = shardingCheck(updated);
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> !passes(check));
        old.terminate();
        get(old.getWhenTerminated());
        await().atMost(PATIENCE).until(() -> passes(check));
    }

    @Test
    void shouldBeReadyOnceAnUnreachableNodeIsRemoved() {
        ActorSystem<Void> old = node("");
        awaitStatus(old, MemberStatus.up());
        ActorSystem<Void> lost = node("pekko.coordinated-shutdown.run-by-actor-system-terminate = off");
        awaitStatus(lost, MemberStatus.up());
        await().atMost(PATIENCE).until(() -> Cluster.get(old).state().members().size() == 2);
        lost.terminate();
        get(lost.getWhenTerminated());
        await().atMost(PATIENCE)
                .until(() -> Cluster.get(old).state().getUnreachable().size() == 1);
        await().atMost(PATIENCE).until(() -> isReady(old));
        ActorSystem<Void> updated = node("");
        awaitStatus(updated, MemberStatus.weaklyUp());
        await().atMost(PATIENCE).until(() -> Ledger.get(updated).isReady());
        assertThat(isReady(updated)).isFalse();
        assertThat(isAlive(updated)).isTrue();
        assertThat(isReady(old)).isTrue();
        Cluster.get(old).manager().tell(new Down(Cluster.get(lost).selfMember().address()));
        await().atMost(PATIENCE).until(() -> isReady(updated));
    }
}

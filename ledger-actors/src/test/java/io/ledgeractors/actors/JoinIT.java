package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.health.LedgerReadiness;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Tests what a node checks when it joins others, and that it is not ready before it has joined. */
class JoinIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String QUICK = """
            pekko.loglevel = OFF
            ledger-actors.connection = cluster
            pekko.cluster {
              periodic-tasks-initial-delay = 100 ms
              gossip-interval = 100 ms
              leader-actions-interval = 100 ms
            }
            pekko.coordinated-shutdown.phases {
              cluster-leave.timeout = 1 s
              cluster-exiting.timeout = 1 s
              cluster-exiting-done.timeout = 1 s
            }
            """;

    private final EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
    private final List<ActorSystem<Void>> nodes = new ArrayList<>();

    private ActorSystem<Void> node(String change) {
        return node(change, ledger::newSession);
    }

    private ActorSystem<Void> node(String change, Supplier<LedgerSession> sessions) {
        Config config = ConfigFactory.parseString(change)
                .withFallback(ConfigFactory.parseString(QUICK))
                .withFallback(ConfigFactory.load("cluster-test"));
        ActorSystem<Void> node = ActorSystem.create(
                Behaviors.empty(),
                "joining",
                ActorSystemSetup.create(BootstrapSetup.create(config))
                        .and(LedgerSetup.create(BatcherSettings.DEFAULT, sessions)));
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(ActorSystem::terminate);
        nodes.forEach(JoinIT::awaitEnd);
        ledger.close();
    }

    private static void awaitEnd(ActorSystem<?> node) {
        node.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private ActorSystem<Void> first() {
        ActorSystem<Void> first = node("");
        Cluster cluster = Cluster.get(first);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        awaitUp(first);
        return first;
    }

    private static void awaitUp(ActorSystem<?> node) {
        await().atMost(PATIENCE)
                .until(() -> Cluster.get(node).selfMember().status().equals(MemberStatus.up()));
    }

    private static void join(ActorSystem<?> node, ActorSystem<?> seed) {
        Cluster.get(node)
                .manager()
                .tell(new JoinSeedNodes(CollectionConverters.asScala(
                                List.of(Cluster.get(seed).selfMember().address()))
                        .toSeq()));
    }

    private static boolean isReady(ActorSystem<?> node) {
        return new LedgerReadiness(Ledger.get(node)).get().toCompletableFuture().join();
    }

    @Test
    void shouldBeReadyOnceTheNodeIsUp() {
        ActorSystem<Void> first = first();
        await().atMost(PATIENCE).until(() -> isReady(first));
        ActorSystem<Void> second = node("");
        await().atMost(PATIENCE).until(() -> Ledger.get(second).isReady());
        assertThat(isReady(second)).isFalse();
        join(second, first);
        await().atMost(PATIENCE).until(() -> isReady(second));
    }

    @Test
    void shouldEndANodeWhoseSettingsDoNotFit() {
        ActorSystem<Void> first = first();
        for (String change : List.of(
                "ledger-actors.account.shards = 7",
                "ledger-actors.cluster.addresses = \"10.0.0.1:3000\"",
                "ledger-actors.connection = embedded")) {
            ActorSystem<Void> second = node(change);
            Ledger opened = Ledger.get(second);
            join(second, first);
            awaitEnd(second);
            assertThat(opened.describe())
                    .startsWith("closed: its actor system ended, because the cluster refused this node");
            assertThatThrownBy(() -> opened.awaitReady(PATIENCE))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("the log of the seed node names them");
            assertThat(SystemEnd.advice(second))
                    .contains("\"Found incompatible settings\"", "ledger-actors.payment.shards = 16")
                    .contains(change.replace("\"", ""));
            assertThat(Cluster.get(first).state().members().size()).as(change).isOne();
        }
    }

    // The second node has no session, so only the first one can answer.
    @Test
    void shouldKeepEntitiesOnTheNodesOfARole() {
        String sharding = "pekko.cluster.sharding.role = entities";
        ActorSystem<Void> first = node(sharding + "\npekko.cluster.roles = [entities]");
        Cluster.get(first)
                .manager()
                .tell(Join.create(Cluster.get(first).selfMember().address()));
        awaitUp(first);
        ActorSystem<Void> second = node(sharding, () -> {
            throw new IllegalStateException("this node has no session");
        });
        join(second, first);
        awaitUp(second);
        Accounts.get(first);
        Accounts accounts = Accounts.get(second);
        for (long id = 1; id <= 20; id++) {
            LookupAccountsReply reply = accounts.entity(UInt128.of(id))
                    .ask(AccountEntity.GetBalance::new, PATIENCE)
                    .toCompletableFuture()
                    .join();
            assertThat(reply.orThrow()).as("account " + id).isEmpty();
        }
    }
}

package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.actors.cluster.UndeliveredCommands;
import io.ledgeractors.actors.health.LedgerReadiness;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.tck.session.ForwardingSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.pattern.Patterns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node leaves the cluster while another node's callers ask entities of both. */
class HandOverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ACCOUNTS = 200;
    private static final int CALLERS = 64;
    private static final int COMMANDS = 1_000;

    /** Nodes find each other within tenths of a second; the times of a shutdown are Pekko's own. */
    private static final String QUICK = """
            pekko.loglevel = OFF
            pekko.cluster {
              periodic-tasks-initial-delay = 100 ms
              gossip-interval = 100 ms
              leader-actions-interval = 100 ms
              sharding.retry-interval = 200 ms
            }
            """;

    private final EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
    private final List<ActorSystem<Void>> nodes = new ArrayList<>();
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Done> regionGone = new CompletableFuture<>();

    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Queue<Integer> answered = new ConcurrentLinkedQueue<>();
    private final Map<Integer, String> refused = new ConcurrentHashMap<>();
    private final Map<Integer, Throwable> failed = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        nodes.forEach(ActorSystem::terminate);
        nodes.forEach(node -> get(node.getWhenTerminated()));
        ledger.close();
    }

    /** Writes down when a node closes its session. */
    private static final class WatchedSession extends ForwardingSession {
        private final Runnable whenClosed;

        WatchedSession(LedgerSession session, Runnable whenClosed) {
            super(session);
            this.whenClosed = whenClosed;
        }

        @Override
        public CompletionStage<Void> close() {
            whenClosed.run();
            return super.close();
        }
    }

    /** Starts a node with account entities and returns it when it is up. It joins the first seed, or itself. */
    private ActorSystem<Void> node(List<ActorSystem<Void>> seeds) {
        Config config = ConfigFactory.parseString(QUICK).withFallback(ConfigFactory.load("cluster-test"));
        ActorSystem<Void> node = ActorSystem.create(
                Behaviors.empty(),
                "leaving",
                ActorSystemSetup.create(BootstrapSetup.create(config))
                        .and(LedgerSetup.create(
                                BatcherSettings.DEFAULT,
                                () -> new WatchedSession(ledger.newSession(), () -> events.add("session closes")))));
        Cluster cluster = Cluster.get(seeds.isEmpty() ? node : seeds.get(0));
        Cluster.get(node).manager().tell(Join.create(cluster.selfMember().address()));
        await().atMost(PATIENCE)
                .until(() -> Cluster.get(node).selfMember().status().equals(MemberStatus.up()));
        Accounts.get(node);
        return node;
    }

    private void watchRegion(ActorSystem<?> node) {
        Behavior<Object> watcher = Behaviors.setup(context -> {
            context.watch(Adapter.toTyped(region(node)));
            return Behaviors.receive(Object.class)
                    .onSignal(Terminated.class, gone -> {
                        events.add("region gone");
                        regionGone.complete(Done.getInstance());
                        return Behaviors.stopped();
                    })
                    .build();
        });
        node.systemActorOf(watcher, "watches-region", Props.empty());
    }

    private static ActorRef region(ActorSystem<?> node) {
        return ClusterSharding.get(Adapter.toClassic(node)).shardRegion("ledger-account");
    }

    private static int entitiesHere(ActorSystem<?> node) {
        return get(Patterns.ask(region(node), ShardRegion.getShardRegionStateInstance(), PATIENCE)
                .thenApply(state -> ((ShardRegion.CurrentShardRegionState) state)
                        .getShards().stream()
                                .mapToInt(shard -> shard.getEntityIds().size())
                                .sum()));
    }

    private void openAccounts(ActorSystem<?> node) {
        List<Account> accounts = LongStream.rangeClosed(1, ACCOUNTS)
                .mapToObj(id ->
                        Account.builder().id(UInt128.of(id)).ledger(1).code(1).build())
                .toList();
        assertThat(get(Ledger.get(node).createAccounts(accounts)).orThrow()).hasSize(ACCOUNTS);
    }

    private void askOn(Accounts accounts) {
        if (isOver.get()) {
            return;
        }
        int id = ids.incrementAndGet();
        UInt128 debit = UInt128.of(1 + id % ACCOUNTS);
        UInt128 credit = UInt128.of(1 + (id + 1) % ACCOUNTS);
        accounts.entity(debit)
                .ask(
                        (org.apache.pekko.actor.typed.ActorRef<CreateTransfersReply> replyTo) ->
                                new AccountEntity.Transfer(
                                        new AccountEntity.Movement(
                                                UInt128.of(id), credit, UInt128.of(1), 1, 1, UserData.NONE),
                                        replyTo),
                        PATIENCE)
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        failed.put(id, failure);
                    } else if (reply.outcome() instanceof LedgerReply.Refused<?> no) {
                        refused.put(id, no.reason() + ": " + no.message());
                    } else if (reply.orThrow().get(0).status().isInLedger()) {
                        answered.add(id);
                    }
                    askOn(accounts);
                });
    }

    private void awaitMoreAnswers() {
        int before = answered.size();
        await().atMost(PATIENCE).until(() -> answered.size() >= before + COMMANDS);
    }

    private List<Integer> transfersInLedger(ActorSystem<?> node) {
        List<Integer> found = new ArrayList<>();
        for (int first = 1; first <= ids.get(); first += COMMANDS) {
            List<UInt128> some = IntStream.range(first, Math.min(first + COMMANDS, ids.get() + 1))
                    .mapToObj(UInt128::of)
                    .toList();
            get(Ledger.get(node).lookupTransfers(some))
                    .orThrow()
                    .forEach(transfer -> found.add((int) transfer.id().low()));
        }
        return found;
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Writes down whether the node is ready, and whether it still takes asks, in a phase of its shutdown. */
    private void observe(ActorSystem<?> node, String phase) {
        Ledger its = Ledger.get(node);
        CoordinatedShutdown.get(node).addTask(phase, "observes", () -> {
            events.add(phase + (isReady(its) ? " ready" : " not ready"));
            return its.lookupAccounts(List.of(UInt128.of(1))).thenApply(reply -> {
                events.add(phase + " " + reply.outcome().getClass().getSimpleName());
                return Done.getInstance();
            });
        });
    }

    /** Asks an entity from the node itself once its shards are gone. The ask fails at once, or is refused. */
    private void askLate(ActorSystem<?> node) {
        CoordinatedShutdown.get(node)
                .addTask(
                        CoordinatedShutdown.PhaseClusterLeave(),
                        "asks-late",
                        () -> regionGone
                                .thenCompose(gone -> Accounts.get(node)
                                        .entity(UInt128.of(1))
                                        .ask(AccountEntity.GetBalance::new, PATIENCE))
                                .handle((reply, failure) -> {
                                    events.add("late ask " + (isNotExecuted(reply, failure) ? "not executed" : reply));
                                    return Done.getInstance();
                                }));
    }

    private static boolean isNotExecuted(@Nullable LookupAccountsReply reply, @Nullable Throwable failure) {
        return reply == null
                ? String.valueOf(failure).contains("had already been terminated")
                : reply.outcome() instanceof LedgerReply.Refused<?> refused && refused.reason() == Refusal.CLOSED;
    }

    private static boolean isReady(Ledger ledger) {
        return get(new LedgerReadiness(ledger).get());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldAnswerTheCallersOfTheOtherNodeWhileANodeLeaves(int leaver) {
        nodes.add(node(List.of()));
        nodes.add(node(nodes));
        ActorSystem<Void> leaving = nodes.get(leaver);
        ActorSystem<Void> staying = nodes.get(1 - leaver);
        openAccounts(staying);
        Accounts accounts = Accounts.get(staying);
        IntStream.range(0, CALLERS).forEach(caller -> askOn(accounts));
        awaitMoreAnswers();
        await().atMost(PATIENCE).until(() -> entitiesHere(leaving) > 0 && entitiesHere(staying) > 0);
        await().atMost(PATIENCE).until(() -> isReady(Ledger.get(leaving)));
        watchRegion(leaving);
        observe(leaving, CoordinatedShutdown.PhaseBeforeServiceUnbind());
        observe(leaving, CoordinatedShutdown.PhaseBeforeClusterShutdown());
        askLate(leaving);
        events.clear();
        get(CoordinatedShutdown.get(leaving).runAll(CoordinatedShutdown.clusterLeavingReason()));
        get(leaving.getWhenTerminated());
        awaitMoreAnswers();
        assertThat(entitiesHere(staying)).isEqualTo(ACCOUNTS);
        isOver.set(true);
        await().atMost(PATIENCE).until(() -> answered.size() + refused.size() + failed.size() == ids.get());

        assertThat(failed).isEmpty();
        assertThat(refused.values()).isSubsetOf(Refusal.CLOSED + ": " + UndeliveredCommands.WHY);
        assertThat(transfersInLedger(staying)).containsExactlyInAnyOrderElementsOf(answered);
        assertThat(events.stream().distinct())
                .containsExactly(
                        "before-service-unbind not ready",
                        "before-service-unbind Results",
                        "before-cluster-shutdown not ready",
                        "before-cluster-shutdown Results",
                        "region gone",
                        "late ask not executed",
                        "session closes");
    }
}

package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.actors.account.Window;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.payment.PaymentScanner;
import io.ledgeractors.actors.payment.PaymentWorkflow;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.Legs;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.actors.payment.model.RefundReply;
import io.ledgeractors.actors.payment.model.StateReply;
import io.ledgeractors.actors.serialization.FrameLimit;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.TransferCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.pattern.Patterns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests two nodes. Every command is answered exactly once, wherever it is carried out. */
class SeveralNodesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int COMMANDS = 40;

    /** Settings with which nodes find each other, and leave, within tenths of a second. */
    private static final String QUICK = """
        pekko.loglevel = OFF
        pekko.cluster {
          periodic-tasks-initial-delay = 100 ms
          gossip-interval = 100 ms
          leader-actions-interval = 100 ms
          unreachable-nodes-reaper-interval = 100 ms
          sharding.retry-interval = 200 ms
          singleton.hand-over-retry-interval = 200 ms
        }
        pekko.coordinated-shutdown {
          phases {
            cluster-sharding-shutdown-region.timeout = 1 s
            cluster-leave.timeout = 1 s
            cluster-exiting.timeout = 1 s
            cluster-exiting-done.timeout = 1 s
            cluster-shutdown.timeout = 1 s
          }
        }
        """;

    private static final PaymentStep CAPTURE = call -> CompletableFuture.completedFuture(PaymentStep.Result.capture());

    private static final Refund REFUND = Refund.of(0, 0, UInt128.of(1));

    private final List<ActorSystem<Void>> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(ActorSystem::terminate);
        nodes.forEach(SeveralNodesIT::terminate);
    }

    private static void terminate(ActorSystem<?> node) {
        node.terminate();
        node.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Starts a node and returns it when it is up. It joins the first node, or itself if it is the first. */
    private ActorSystem<Void> node(LedgerSetup ledger) {
        Config config = ConfigFactory.parseString(QUICK).withFallback(ConfigFactory.load("cluster-test"));
        ActorSystem<Void> node = ActorSystem.create(
                Behaviors.empty(),
                "nodes",
                ActorSystemSetup.create(BootstrapSetup.create(config)).and(ledger));
        nodes.add(node);
        Cluster cluster = Cluster.get(node);
        cluster.manager()
                .tell(Join.create(Cluster.get(nodes.get(0)).selfMember().address()));
        int members = nodes.size();
        nodes.forEach(each -> awaitMembers(each, members));
        return node;
    }

    private static void awaitMembers(ActorSystem<?> node, int members) {
        await().atMost(PATIENCE).until(() -> {
            var state = Cluster.get(node).state();
            return state.members().size() == members
                    && state.members()
                            .forall(member -> member.status().toString().equals("Up"));
        });
    }

    /** Waits until the coordinator of the shards knows the regions of all nodes. */
    private void awaitRegions(String type) {
        ActorRef region = ClusterSharding.get(Adapter.toClassic(nodes.get(0))).shardRegion(type);
        await().atMost(PATIENCE)
                .until(() -> Patterns.ask(region, ShardRegion.getCurrentRegionsInstance(), PATIENCE)
                        .thenApply(regions -> ((ShardRegion.CurrentRegions) regions)
                                        .getRegions()
                                        .size()
                                == nodes.size())
                        .toCompletableFuture()
                        .join());
    }

    private static List<LedgerReply.Outcome<CreateAccountResult>> openAccounts(ActorSystem<?> node, long first) {
        TestProbe<CreateAccountsReply> asker = TestProbe.create(node);
        Accounts accounts = Accounts.get(node);
        LongStream.range(first, first + COMMANDS)
                .forEach(id -> accounts.entity(UInt128.of(id))
                        .tell(new AccountEntity.Open(1, 1, 0, UserData.NONE, asker.getRef())));
        return answers(asker).stream().map(LedgerReply::outcome).toList();
    }

    private static <R> List<R> answers(TestProbe<R> asker) {
        List<R> answers = asker.receiveSeveralMessages(COMMANDS, PATIENCE);
        asker.expectNoMessage(Duration.ofMillis(100));
        return answers;
    }

    private static List<PayReply> pay(ActorSystem<?> node, Payments payments, int first) {
        TestProbe<PayReply> asker = TestProbe.create(node);
        IntStream.range(first, first + COMMANDS).forEach(number -> {
            PaymentId id = PaymentId.ofKey("nodes/" + number);
            Payment payment = Payment.twoPhase(id, Legs.single(UInt128.of(1), UInt128.of(2), UInt128.of(1), 1));
            payments.workflow(id)
                    .tell(new PaymentWorkflow.Pay(payment, 0, Instant.now().plusSeconds(300), asker.getRef()));
        });
        return answers(asker);
    }

    private static <R> R answer(CompletionStage<R> reply) {
        return reply.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static Payments payments(ActorSystem<?> node) {
        return Payments.init(node, PaymentSettings.create(node, "shop", 1, 1), CAPTURE);
    }

    private static void openBoth(ActorSystem<?> node) {
        Ledger.get(node)
                .createAccounts(LongStream.rangeClosed(1, 2)
                        .mapToObj(id -> Account.builder()
                                .id(UInt128.of(id))
                                .ledger(1)
                                .code(1)
                                .build())
                        .toList())
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static int count(List<?> replies, Class<?> type) {
        return (int) replies.stream().filter(type::isInstance).count();
    }

    private static void assertUnavailable(List<?> replies, String why) {
        assertThat(replies).allSatisfy(reply -> {
            if (reply instanceof LedgerReply.Refused<?> refused) {
                assertThat(refused.reason()).isEqualTo(Refusal.UNAVAILABLE);
                assertThat(refused.message()).contains(why);
            } else if (reply instanceof StateReply.Unavailable unavailable) {
                assertThat(unavailable.detail()).contains(why);
            } else if (reply instanceof RefundReply.Unavailable unavailable) {
                assertThat(unavailable.detail()).contains(why);
            } else {
                assertThat(reply)
                        .isInstanceOfSatisfying(
                                PayReply.Unavailable.class,
                                unavailable -> assertThat(unavailable.detail()).contains(why));
            }
        });
    }

    @Test
    void shouldCarryOutTheCommandsOfEachNodeOnAllNodes() {
        try (EmbeddedLedger shared = EmbeddedLedger.open(EmbeddedSettings.inMemory())) {
            LedgerSetup ofBoth = LedgerSetup.create(BatcherSettings.DEFAULT, shared::newSession);
            ActorSystem<Void> first = node(ofBoth);
            ActorSystem<Void> second = node(ofBoth);
            nodes.forEach(Accounts::get);
            awaitRegions("ledger-account");
            for (ActorSystem<Void> node : nodes) {
                assertThat(count(openAccounts(node, node == first ? 1_000 : 2_000), LedgerReply.Results.class))
                        .isEqualTo(COMMANDS);
            }
            assertThat(entitiesHere(first)).isBetween(1, 2 * COMMANDS - 1);
            assertThat(entitiesHere(first) + entitiesHere(second)).isEqualTo(2 * COMMANDS);

            openBoth(first);
            Payments payments = payments(first);
            Payments paymentsThere = payments(second);
            awaitRegions("ledger-payment-shop");
            assertThat(count(pay(first, payments, 0), PayReply.Paid.class)).isEqualTo(COMMANDS);
            assertThat(count(pay(second, paymentsThere, COMMANDS), PayReply.Paid.class))
                    .isEqualTo(COMMANDS);
            for (int number = 0; number < COMMANDS; number++) {
                PaymentWorkflow workflow = paymentsThere.workflow(PaymentId.ofKey("nodes/" + number));
                assertThat(answer(workflow.state())).isInstanceOf(StateReply.Paid.class);
                assertThat(answer(workflow.refund(REFUND))).isInstanceOf(RefundReply.Refunded.class);
            }
            paymentsThere.scanner().tell(new PaymentScanner.Scan());
            stop();
            nodes.clear();
        }
    }

    @Test
    void shouldRefuseAQueryWhoseReplyWouldNotFitIntoAFrame() {
        try (EmbeddedLedger shared = EmbeddedLedger.open(EmbeddedSettings.inMemory())) {
            LedgerSetup ofBoth = LedgerSetup.create(BatcherSettings.DEFAULT, shared::newSession);
            ActorSystem<Void> first = node(ofBoth);
            node(ofBoth);
            nodes.forEach(Accounts::get);
            awaitRegions("ledger-account");
            openBoth(first);
            fillAccounts(first);
            int fits = FrameLimit.results(first, TransferCodec.SIZE);
            for (ActorSystem<Void> node : nodes) {
                assertThat(transfersOf(node, 1, fits).orThrow()).hasSize(fits);
            }
            List<GetAccountTransfersReply> tooMany =
                    nodes.stream().map(node -> transfersOf(node, 1, fits + 1)).toList();
            assertThat(tooMany.stream()
                            .map(LedgerReply::outcome)
                            .filter(LedgerReply.Results.class::isInstance)
                            .count())
                    .as("the asker on the node of the entity gets all")
                    .isOne();
            assertThat(tooMany.stream().map(LedgerReply::outcome).filter(LedgerReply.Refused.class::isInstance))
                    .singleElement()
                    .isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
                        assertThat(refused.reason()).isEqualTo(Refusal.TOO_MUCH_DATA);
                        assertThat(refused.message()).contains("at most " + fits, "asks for " + (fits + 1));
                    });
            stop();
            nodes.clear();
        }
    }

    private static GetAccountTransfersReply transfersOf(ActorSystem<?> node, long account, int limit) {
        return answer(Accounts.get(node)
                .entity(UInt128.of(account))
                .ask(
                        (org.apache.pekko.actor.typed.ActorRef<GetAccountTransfersReply> replyTo) ->
                                new AccountEntity.GetTransfers(new Window(0, 0, limit, true), replyTo),
                        PATIENCE));
    }

    private static void fillAccounts(ActorSystem<?> node) {
        List<Transfer> transfers = LongStream.rangeClosed(1, 2_100)
                .mapToObj(id -> Transfer.builder()
                        .id(id)
                        .debitAccountId(1)
                        .creditAccountId(2)
                        .amount(1)
                        .ledger(1)
                        .code(1)
                        .build())
                .toList();
        assertThat(answer(Ledger.get(node).createTransfers(transfers)).orThrow())
                .allMatch(result -> result.status().isInLedger());
    }

    private static int entitiesHere(ActorSystem<?> node) {
        ActorRef region = ClusterSharding.get(Adapter.toClassic(node)).shardRegion("ledger-account");
        return Patterns.ask(region, ShardRegion.getShardRegionStateInstance(), PATIENCE)
                .thenApply(state -> ((ShardRegion.CurrentShardRegionState) state)
                        .getShards().stream()
                                .mapToInt(shard -> shard.getEntityIds().size())
                                .sum())
                .toCompletableFuture()
                .join();
    }

    @Test
    void shouldRefuseEverythingWhileEachOfSeveralNodesHasALedgerOfItsOwn() {
        ActorSystem<Void> first = node(LedgerSetup.inMemory());
        openBoth(first);
        Payments payments = payments(first);
        assertThat(count(openAccounts(first, 1_000), LedgerReply.Results.class)).isEqualTo(COMMANDS);
        assertThat(count(pay(first, payments, 0), PayReply.Paid.class)).isEqualTo(COMMANDS);

        ActorSystem<Void> second = node(LedgerSetup.inMemory());
        Payments paymentsThere = payments(second);
        Accounts.get(second);
        String why = "the cluster has 2 members";
        assertUnavailable(openAccounts(first, 2_000), "run one node, or use connection = cluster");
        assertUnavailable(openAccounts(second, 3_000), why);
        assertUnavailable(pay(first, payments, 1_000), why);
        assertUnavailable(pay(second, paymentsThere, 2_000), why);
        PaymentId asked = PaymentId.ofKey("nodes/asked");
        assertUnavailable(
                List.of(
                        answer(payments.workflow(asked).state()),
                        answer(payments.workflow(asked).refund(REFUND))),
                why);
        assertThat(accountsIn(second)).isEmpty();

        terminate(second);
        awaitMembers(first, 1);
        assertThat(count(openAccounts(first, 4_000), LedgerReply.Results.class)).isEqualTo(COMMANDS);
        assertThat(count(pay(first, payments, 3_000), PayReply.Paid.class)).isEqualTo(COMMANDS);
    }

    private static List<Account> accountsIn(ActorSystem<?> node) {
        return Ledger.get(node)
                .ask(LedgerRequest.queryAccounts(QueryFilter.builder().build()))
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join()
                .orThrow();
    }
}

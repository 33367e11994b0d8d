package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests nodes that use the ledger through gateways. */
class GatewayIT {
    private static final UInt128 FIRST = UInt128.of(1);
    private static final UInt128 SECOND = UInt128.of(2);
    private static final String SOON_LOST = "ledger-actors.gateway.lost-after = 1 s";

    private final GatewayNodes nodes = new GatewayNodes();
    private final AtomicLong ids = new AtomicLong(1_000);
    private EmbeddedLedger books;

    @BeforeEach
    void start() {
        books = EmbeddedLedger.open(EmbeddedSettings.inMemory());
    }

    @AfterEach
    void stop() {
        nodes.close();
        books.close();
    }

    private ActorSystem<Void> gateway() {
        return nodes.gateway(books::newSession);
    }

    private static Ledger open(ActorSystem<?> node) {
        Ledger ledger = Ledger.get(node);
        ledger.awaitReady(GatewayNodes.PATIENCE);
        return ledger;
    }

    private static void createAccounts(Ledger ledger) {
        List<Account> accounts = List.of(account(FIRST), account(SECOND));
        assertThat(GatewayNodes.await(ledger.createAccounts(accounts)).orThrow())
                .allMatch(result -> result.status() == CreateAccountStatus.Created);
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }

    private Transfer transfer() {
        return Transfer.builder()
                .id(UInt128.of(ids.incrementAndGet()))
                .debitAccountId(FIRST)
                .creditAccountId(SECOND)
                .amount(UInt128.of(1))
                .ledger(1)
                .code(1)
                .build();
    }

    private List<Transfer> transfers(int count) {
        return LongStream.range(0, count).mapToObj(i -> transfer()).toList();
    }

    private static UInt128 paid(Ledger ledger) {
        return GatewayNodes.await(ledger.lookupAccounts(List.of(FIRST)))
                .orThrow()
                .get(0)
                .debitsPosted();
    }

    @Test
    void shouldCarryAsksOfANodeWithoutASession() {
        gateway();
        Ledger ledger = open(nodes.caller());
        assertThat(ledger.state()).isInstanceOfSatisfying(SessionState.Registered.class, registered -> {
            assertThat(registered.transport()).startsWith("gateway gateways@127.0.0.1:");
            assertThat(registered.release().toString()).startsWith("0.17");
        });
        createAccounts(ledger);
        List<CompletableFuture<CreateTransfersReply>> replies = new ArrayList<>();
        LedgerHandle handle = ledger.newHandle();
        for (int i = 0; i < 500; i++) {
            replies.add(handle.createTransfers(transfers(i % 3 + 1)).toCompletableFuture());
        }
        for (int i = 0; i < 500; i++) {
            assertThat(GatewayNodes.await(replies.get(i)).orThrow())
                    .hasSize(i % 3 + 1)
                    .extracting(CreateTransferResult::status)
                    .containsOnly(CreateTransferStatus.Created);
        }
        assertThat(paid(ledger)).isEqualTo(UInt128.of(ids.get() - 1_000));
    }

    @Test
    void shouldTakeTheLargestAskAndReplyThatFitIntoAFrame() {
        gateway();
        Ledger ledger = open(nodes.caller());
        createAccounts(ledger);
        Limits limits = ledger.limits();
        int most = limits.eventsMax(Operation.CREATE_TRANSFERS);
        assertThat(most).isEqualTo(2_015);
        assertThat(GatewayNodes.await(ledger.createTransfers(transfers(most))).orThrow())
                .hasSize(most)
                .allMatch(result -> result.status() == CreateTransferStatus.Created);
        assertTooMuch(ledger.createTransfers(transfers(most + 1)), most);
        int results = limits.resultsMax(Operation.QUERY_TRANSFERS);
        QueryFilter full = QueryFilter.builder().limit(results).build();
        assertThat(GatewayNodes.await(ledger.ask(LedgerRequest.queryTransfers(full)))
                        .orThrow())
                .hasSize(results);
        QueryFilter more = QueryFilter.builder().limit(results + 1).build();
        assertTooMuch(ledger.ask(LedgerRequest.queryTransfers(more)), results);
    }

    private static void assertTooMuch(CompletionStage<? extends LedgerReply<?>> stage, int limit) {
        assertThat(GatewayNodes.await(stage).outcome()).isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Refusal.TOO_MUCH_DATA);
            assertThat(refused.message()).contains(" at most " + limit);
        });
    }

    @Test
    void shouldWaitForAGateway() {
        ActorSystem<Void> caller = nodes.caller();
        Ledger ledger = Ledger.get(caller);
        Awaitility.await()
                .atMost(GatewayNodes.PATIENCE)
                .until(() -> ledger.describe().contains("start a node with cluster role ledger-gateway"));
        assertThat(ledger.isReady()).isFalse();
        CompletableFuture<LookupAccountsReply> asked =
                ledger.lookupAccounts(List.of(FIRST)).toCompletableFuture();
        gateway();
        assertThat(GatewayNodes.await(asked).orThrow()).isEmpty();
        assertThat(ledger.isReady()).isTrue();
    }

    @Test
    void shouldLoseNothingWhenAGatewayIsKilled() {
        ActorSystem<Void> first = gateway();
        gateway();
        List<Ledger> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(open(nodes.caller(SOON_LOST)));
        }
        createAccounts(callers.get(0));
        List<CompletableFuture<CreateTransfersReply>> replies = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            if (i == 1_000) {
                nodes.kill(first);
            }
            replies.add(callers.get(i % 4).createTransfers(List.of(transfer())).toCompletableFuture());
        }
        for (CompletableFuture<CreateTransfersReply> reply : replies) {
            assertThat(GatewayNodes.await(reply).orThrow())
                    .singleElement()
                    .extracting(CreateTransferResult::status)
                    .isEqualTo(CreateTransferStatus.Created);
        }
        assertThat(paid(callers.get(1))).isEqualTo(UInt128.of(2_000));
    }

    @Test
    void shouldLeaveNothingInDoubtWhenAGatewayShutsDown() {
        ActorSystem<Void> first = gateway();
        gateway();
        Ledger ledger = open(nodes.caller());
        Ledger other = open(nodes.caller());
        createAccounts(ledger);
        AtomicLong unknown = new AtomicLong();
        ledger.record(new LedgerRecorder() {
            @Override
            public void requestResolved(Operation operation, int events, int asks) {
                unknown.incrementAndGet();
            }
        });
        List<CompletableFuture<CreateTransfersReply>> replies = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            if (i == 1_000) {
                nodes.leave(first);
            }
            replies.add((i % 2 == 0 ? ledger : other)
                    .createTransfers(List.of(transfer()))
                    .toCompletableFuture());
        }
        for (CompletableFuture<CreateTransfersReply> reply : replies) {
            GatewayNodes.await(reply).orThrow();
        }
        assertThat(paid(ledger)).isEqualTo(UInt128.of(3_000));
        assertThat(unknown).hasValue(0);
    }

    @Test
    void shouldFinishTheAsksOfANodeThatLeaves() {
        gateway();
        Ledger ledger = open(nodes.caller());
        createAccounts(ledger);
        List<CompletableFuture<CreateTransfersReply>> replies = new ArrayList<>();
        CompletableFuture<Done> left = new CompletableFuture<>();
        for (int i = 0; i < 3_000; i++) {
            if (i == 1_000) {
                left = nodes.leave(ledger.system()).toCompletableFuture();
            }
            replies.add(ledger.createTransfers(List.of(transfer())).toCompletableFuture());
        }
        GatewayNodes.await(left);
        long created = 0;
        for (CompletableFuture<CreateTransfersReply> reply : replies) {
            LedgerReply.Outcome<CreateTransferResult> outcome =
                    GatewayNodes.await(reply).outcome();
            assertThat(outcome).isNotInstanceOf(LedgerReply.Unknown.class);
            created += outcome instanceof LedgerReply.Results ? 1 : 0;
        }
        assertThat(created).as("asks from before it leaves").isGreaterThanOrEqualTo(1_000);
        assertThat(paid(open(nodes.caller()))).isEqualTo(UInt128.of(created));
    }

    @Test
    void shouldServeABoundedNumberOfNodes() {
        nodes.gateway(books::newSession, "ledger-actors.gateway.max-nodes = 1");
        open(nodes.caller());
        Ledger second = Ledger.get(nodes.caller());
        Awaitility.await()
                .atMost(GatewayNodes.PATIENCE)
                .until(() -> second.describe().contains("serves 1 nodes already; start another gateway"));
        gateway();
        open(second.system());
    }

    @Test
    void shouldSayWhyANodeCannotUseGateways() {
        gateway();
        assertThatThrownBy(() -> nodes.caller("pekko.cluster.roles = [ledger-gateway]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("remove the role from pekko.cluster.roles");
        ActorSystem<Void> alone = ActorSystem.create(
                Behaviors.empty(),
                "alone",
                ConfigFactory.parseString("ledger-actors.connection = gateway, pekko.loglevel = OFF")
                        .withFallback(ConfigFactory.defaultReference())
                        .resolve());
        try {
            assertThatThrownBy(() -> Ledger.get(alone))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("pekko.actor.provider = cluster");
        } finally {
            alone.terminate();
        }
    }

    @Test
    void shouldKeepTheTimeOutsOfAsks() {
        gateway();
        Ledger ledger = open(nodes.caller(SOON_LOST));
        createAccounts(ledger);
        nodes.kill(nodes.nodes.get(0));
        Duration timeout = Duration.ofMillis(300);
        assertThat(GatewayNodes.await(ledger.createTransfers(transfers(1), timeout))
                        .outcome())
                .isNotInstanceOf(LedgerReply.Results.class);
        gateway();
        assertThat(GatewayNodes.await(ledger.createTransfers(transfers(1))).orThrow())
                .hasSize(1);
    }

    @Test
    void shouldLeaveNoThreadBehindWhenAGatewayEndsAbruptly() {
        Set<Thread> before = threads();
        gateway();
        ActorSystem<Void> killed = gateway();
        ActorSystem<Void> downed = gateway();
        Ledger ledger = open(nodes.caller(SOON_LOST));
        createAccounts(ledger);
        nodes.kill(killed);
        Cluster cluster = Cluster.get(downed);
        cluster.manager().tell(new Down(cluster.selfMember().address()));
        Awaitility.await().atMost(GatewayNodes.PATIENCE).until(cluster::isTerminated);
        assertThat(GatewayNodes.await(ledger.createTransfers(List.of(transfer())))
                        .orThrow())
                .hasSize(1);
        nodes.close();
        Awaitility.await()
                .atMost(GatewayNodes.PATIENCE)
                .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    /** Returns the threads of actor systems. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gateways-"))
                .collect(Collectors.toSet());
    }
}

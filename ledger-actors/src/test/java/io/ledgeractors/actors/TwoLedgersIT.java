package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests gateways of two ledgers that become members of one cluster, because a node without a ledger lets them join. */
class TwoLedgersIT {
    private static final String SOON = "ledger-actors.gateway.lost-after = 500 ms";

    private final EmbeddedLedger books = EmbeddedLedger.open(EmbeddedSettings.inMemory());
    private final EmbeddedLedger others = EmbeddedLedger.open(EmbeddedSettings.inMemory());
    private final GatewayNodes nodes = new GatewayNodes();

    @AfterEach
    void stop() {
        nodes.close();
        books.close();
        others.close();
    }

    private ActorSystem<Void> gateway(LedgerServer server) {
        return nodes.connectedGateway(
                "ledger-actors.connection = cluster", "ledger-actors.cluster.addresses = \"" + server.address() + "\"");
    }

    private static CompletableFuture<CreateAccountsReply> create(Ledger ledger) {
        Account account = Account.builder().id(1).ledger(1).code(1).build();
        return ledger.createAccounts(List.of(account)).toCompletableFuture();
    }

    @Test
    void shouldStandStillInsteadOfWorkingOnTwoLedgers() {
        Ledger first = Ledger.get(nodes.caller(SOON));
        LedgerServer server = books.serve(ServerSettings.onFreePort());
        ActorSystem<Void> right = gateway(server);
        assertThat(GatewayNodes.await(create(first)).orThrow())
                .singleElement()
                .satisfies(result -> assertThat(result.status()).isEqualTo(CreateAccountStatus.Created));
        ActorSystem<Void> wrong = gateway(others.serve(ServerSettings.onFreePort()));
        Awaitility.await()
                .atMost(GatewayNodes.PATIENCE)
                .until(() -> first.describe().contains("no gateway is known"));
        Ledger second = Ledger.get(nodes.caller(SOON));
        CompletableFuture<CreateAccountsReply> waiting = create(second);
        Awaitility.await()
                .atMost(GatewayNodes.PATIENCE)
                .until(() -> second.describe().contains("no gateway is known"));
        assertThat(waiting).isNotDone();
        nodes.kill(wrong);
        nodes.kill(right);
        gateway(server);
        assertThat(GatewayNodes.await(waiting).orThrow())
                .singleElement()
                .satisfies(result -> assertThat(result.status()).isEqualTo(CreateAccountStatus.Exists));
        assertThat(GatewayNodes.await(create(first)).orThrow()).hasSize(1);
    }
}

package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tigerbeetle.AccountBatch;
import com.tigerbeetle.Client;
import com.tigerbeetle.RequestException;
import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplicaAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client 0.16.30 and the life of an embedded server: restarts, limits, too many sessions. */
class OfficialClientSessionsIT {
    private static final UInt128 CLUSTER = UInt128.of(7);
    private static final int SESSIONS_MAX = 64;

    @Test
    void shouldFindEverythingAgainAfterTheLedgerWasReopened(@TempDir Path directory) throws Exception {
        EmbeddedSettings settings = EmbeddedSettings.inDirectory(directory).withCluster(CLUSTER);
        try (EmbeddedLedger ledger = EmbeddedLedger.open(settings);
                Client client = connect(ledger.serve(ServerSettings.onFreePort()))) {
            assertThat(client.createAccounts(accounts(2)).getLength()).isZero();
        }
        try (EmbeddedLedger ledger = EmbeddedLedger.open(settings);
                Client client = connect(ledger.serve(ServerSettings.onFreePort()))) {
            assertThat(client.lookupAccounts(OfficialClients.ids(1, 2)).getLength())
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldWorkWithTheCommandLine(@TempDir Path directory) {
        String data = directory.resolve("server").toString();
        try (ForkedLedger server = ForkedLedger.start("start", "--data", data, "--addresses", "127.0.0.1:0")) {
            String line = server.awaitLine("listening on ");
            String address = line.substring("listening on ".length(), line.indexOf(" cluster="));
            try (Client client = OfficialClients.connect(UInt128.ZERO, ReplicaAddress.parse(address))) {
                assertThat(client.createAccounts(accounts(2)).getLength()).isZero();
                assertThat(client.lookupAccounts(OfficialClients.ids(1, 2, 3)).getLength())
                        .isEqualTo(2);
            }
            assertThat(server.terminate()).as(server.output()).isZero();
        }
    }

    @Test
    void shouldLearnTheBatchSizeLimitOfTheServer() throws Exception {
        EmbeddedSettings settings = EmbeddedSettings.inMemory()
                .withCluster(CLUSTER)
                .withBatchSizeLimit(Limits.DEVELOPMENT.batchSizeLimit());
        try (EmbeddedLedger ledger = EmbeddedLedger.open(settings);
                Client client = connect(ledger.serve(ServerSettings.onFreePort()))) {
            assertThat(client.createAccounts(accounts(254)).getLength()).isZero();
            assertThatThrownBy(() -> client.createAccounts(accounts(255))).isInstanceOf(RequestException.class);
            assertThat(client.createAccounts(accounts(254)).getLength()).isEqualTo(254);
        }
    }

    @Test
    void shouldEndTheClientWhoseLastReplyIsOldestWhenTheSixtyFifthRegisters() throws Exception {
        try (EmbeddedLedger ledger =
                        EmbeddedLedger.open(EmbeddedSettings.inMemory().withCluster(CLUSTER));
                LedgerServer server = ledger.serve(ServerSettings.onFreePort())) {
            Client oldest = connect(server);
            Client victim = connect(server);
            List<LedgerSession> others = new ArrayList<>();
            oldest.lookupAccounts(OfficialClients.ids(1));
            victim.lookupAccounts(OfficialClients.ids(1));
            for (int i = 2; i < SESSIONS_MAX; i++) {
                others.add(register(server));
            }
            assertThat(oldest.lookupAccounts(OfficialClients.ids(1)).getLength())
                    .isZero();
            others.add(register(server));

            assertThat(oldest.createAccounts(accounts(1)).getLength()).isZero();
            assertThatThrownBy(() -> victim.lookupAccounts(OfficialClients.ids(1)))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("evicted");
            try (Client next = connect(server)) {
                assertThat(next.lookupAccounts(OfficialClients.ids(1)).getLength())
                        .isEqualTo(1);
            }
            victim.close();
            oldest.close();
            for (LedgerSession other : others) {
                other.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static LedgerSession register(LedgerServer server) throws Exception {
        LedgerSession session = NativeSession.create(ClientSettings.create(CLUSTER, List.of(server.address())));
        CompletableFuture<Void> registered = new CompletableFuture<>();
        session.start(state -> {
            if (state.isRegistered()) {
                registered.complete(null);
            }
        });
        registered.get(10, TimeUnit.SECONDS);
        return session;
    }

    private static Client connect(LedgerServer server) {
        return OfficialClients.connect(CLUSTER, server.address());
    }

    private static AccountBatch accounts(int count) {
        AccountBatch accounts = new AccountBatch(count);
        for (int id = 1; id <= count; id++) {
            accounts.add();
            accounts.setId(id);
            accounts.setLedger(1);
            accounts.setCode(1);
        }
        return accounts;
    }
}

package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tigerbeetle.AccountBatch;
import com.tigerbeetle.Client;
import com.tigerbeetle.RequestException;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the official Java client 0.16.30 with restarts and limits of an embedded server. */
class OfficialClientSessionsIT {
    private static final UInt128 CLUSTER = UInt128.of(7);

    @Test
    void shouldFindEverythingAgainAfterTheLedgerWasReopened(@TempDir Path directory) throws Exception {
        EmbeddedSettings settings = EmbeddedSettings.inDirectory(directory).withClusterId(CLUSTER);
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
    void shouldLearnTheBatchSizeLimitOfTheServer() throws Exception {
        EmbeddedSettings settings = EmbeddedSettings.inMemory()
                .withClusterId(CLUSTER)
                .withBatchSizeLimit(Limits.DEVELOPMENT.batchSizeLimit());
        try (EmbeddedLedger ledger = EmbeddedLedger.open(settings);
                Client client = connect(ledger.serve(ServerSettings.onFreePort()))) {
            assertThat(client.createAccounts(accounts(254)).getLength()).isZero();
            assertThatThrownBy(() -> client.createAccounts(accounts(255))).isInstanceOf(RequestException.class);
            assertThat(client.createAccounts(accounts(254)).getLength()).isEqualTo(254);
        }
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

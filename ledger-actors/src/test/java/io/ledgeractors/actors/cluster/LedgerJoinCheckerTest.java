package io.ledgeractors.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.cluster.Invalid;
import org.apache.pekko.cluster.Valid;
import org.junit.jupiter.api.Test;

class LedgerJoinCheckerTest {
    private static final String USUAL = """
            ledger-actors {
              connection = cluster
              cluster { cluster-id = "7", addresses = "10.0.0.1:3000,10.0.0.2:3000,3000" }
              gateway.role = "ledger-gateway"
              account.shards = 100
              payment.shards = 16
            }
            """;

    private final LedgerJoinChecker checker = new LedgerJoinChecker();

    private static Config config(String change) {
        return ConfigFactory.parseString(change).withFallback(ConfigFactory.parseString(USUAL));
    }

    private void assertFits(String change) {
        assertThat(LedgerJoinChecker.differences(config(change), config(""))).isEmpty();
        assertThat(checker.check(config(change), config(""))).isEqualTo(Valid.getInstance());
    }

    private void assertDiffers(String change, String... words) {
        assertThat(LedgerJoinChecker.differences(config(change), config("")))
                .singleElement()
                .asString()
                .contains(words);
        assertThat(LedgerJoinChecker.differences(config(""), config(change))).hasSize(1);
        assertThat(checker.check(config(change), config(""))).isInstanceOf(Invalid.class);
    }

    @Test
    void shouldLetEqualSettingsJoin() {
        assertFits("");
        assertFits("ledger-actors.cluster.cluster-id = \"0007\"");
        assertFits("ledger-actors.cluster.addresses = \"3000, 10.0.0.2:3000, 10.0.0.1:3000\"");
        assertFits("ledger-actors.cluster.addresses = \"127.0.0.1:3000,10.0.0.2:3000,10.0.0.1:3000\"");
    }

    @Test
    void shouldLetNodesWithoutASessionJoin() {
        assertFits("ledger-actors.connection = gateway");
        assertFits("ledger-actors { connection = gateway, cluster { cluster-id = \"8\", addresses = \"3000\" } }");
        assertDiffers("ledger-actors { connection = gateway, account.shards = 10 }", "ledger-actors.account.shards");
        assertDiffers("ledger-actors.gateway.role = other", "ledger-actors.gateway.role is other", "ledger-gateway");
    }

    @Test
    void shouldRefuseOtherShardsAndOtherLedgers() {
        assertDiffers("ledger-actors.account.shards = 10", "ledger-actors.account.shards is 10", "100", "same value");
        assertDiffers("ledger-actors.payment.shards = 8", "ledger-actors.payment.shards is 8", "16");
        assertDiffers("ledger-actors.cluster.cluster-id = \"8\"", "ledger-actors.cluster.cluster-id is 8", "7");
        assertDiffers("ledger-actors.cluster.addresses = \"3000\"", "ledger-actors.cluster.addresses is", "10.0.0.1");
    }

    @Test
    void shouldRefuseEmbeddedLedgersWithTheRemedy() {
        assertDiffers(
                "ledger-actors.connection = embedded",
                "a ledger of its own",
                "ledger-actors.connection = cluster on all nodes",
                "gateway, which needs nodes with cluster and the role");
    }

    @Test
    void shouldLetNodesWithoutALedgerJoin() {
        assertThat(LedgerJoinChecker.differences(ConfigFactory.empty(), config("")))
                .isEmpty();
        assertThat(LedgerJoinChecker.differences(config(""), ConfigFactory.empty()))
                .isEmpty();
    }

    @Test
    void shouldCompareImpossibleValuesAsTheyAre() {
        assertDiffers("ledger-actors.cluster.addresses = \"no address\"", "no address");
    }

    @Test
    void shouldBeNamedInTheReferenceConfiguration() {
        String named = ConfigFactory.load()
                .getString("pekko.cluster.configuration-compatibility-check.checkers.ledger-actors");
        assertThat(named).isEqualTo(LedgerJoinChecker.class.getName());
        assertThat(checker.requiredKeys().size()).isEqualTo(6);
        checker.requiredKeys()
                .foreach(key -> assertThat(ConfigFactory.load().hasPath(key)).isTrue());
    }
}

package io.ledgeractors.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.concurrent.duration.Duration;

/** Checks what accounts and payments change in Pekko's settings of sharding. */
class LedgerShardingTest {
    private static ClusterShardingSettings settings(String config) {
        ActorTestKit kit =
                ActorTestKit.create(ConfigFactory.parseString(config).withFallback(ConfigFactory.load("cluster-test")));
        try {
            return LedgerSharding.settings(kit.system());
        } finally {
            kit.shutdownTestKit();
        }
    }

    @Test
    void shouldBoundTheHandOverOfItsShardsWhateverTheBoundOfOthers() {
        assertThat(settings("pekko.cluster.sharding.handoff-timeout = 50 s")
                        .tuningParameters()
                        .handOffTimeout())
                .isEqualTo(Duration.create("10 s"));
        assertThat(settings("ledger-actors.sharding.handoff-timeout = 3 s")
                        .tuningParameters()
                        .handOffTimeout())
                .isEqualTo(Duration.create("3 s"));
    }

    @Test
    void shouldKeepPekkosOtherSettings() {
        assertThat(settings("pekko.cluster.sharding.rebalance-interval = 7 s")
                        .tuningParameters()
                        .rebalanceInterval())
                .isEqualTo(Duration.create("7 s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999 ms", "61 minutes", "long"})
    void shouldRefuseAnImpossibleTime(String time) {
        assertThatThrownBy(() -> settings("ledger-actors.sharding.handoff-timeout = " + time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ledger-actors.sharding.handoff-timeout must be 1 s to 1 hour");
    }
}

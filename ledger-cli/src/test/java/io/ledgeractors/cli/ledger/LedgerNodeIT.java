package io.ledgeractors.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class LedgerNodeIT {
    @Test
    void shouldSayForWhichLedgerItWaits() throws IOException {
        Queue<String> notices = new ConcurrentLinkedQueue<>();
        // This server accepts connections and never answers.
        try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            ReplicaAddress address = new ReplicaAddress("127.0.0.1", silent.getLocalPort());
            Config config = LedgerPlace.cluster(List.of(address), UInt128.of(7))
                    .over(ConfigFactory.parseString("pekko.actor.provider = local")
                            .withFallback(ConfigFactory.load()));
            Duration within = Duration.ofSeconds(1);
            assertThatThrownBy(() -> LedgerNode.join(config, notices::add, within, within))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("no session with the ledger after 1000 ms");
            assertThat(notices).containsExactly("waiting up to 1 s for the ledger: cluster 7 at " + address);
        }
    }
}

package docs.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.ClusterConnection;
import io.ledgeractors.actors.LedgerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sbr.SplitBrainResolverProvider;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.Test;

/** Loads the configuration of docs/clusters.md. */
class ClustersPageIT {
    static final Path PAGE = Path.of("../docs/clusters.md");

    // The test has no host of that address, and no other nodes.
    private static final String HERE = "pekko.remote.artery.canonical { hostname = 127.0.0.1, port = 0 }\n"
            + "pekko.loglevel = OFF, pekko.cluster { jmx.enabled = off, seed-nodes = [] }\n"
            + "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off";

    @Test
    void shouldStartANodeWithTheConfigurationOfThePage() throws Exception {
        Matcher code = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(code.find()).isTrue();
        Config page = ConfigFactory.parseString(code.group(1));
        assertThat(page.getStringList("pekko.cluster.seed-nodes"))
                .hasSize(3)
                .allSatisfy(seed ->
                        assertThat(AddressFromURIString.parse(seed).system()).isEqualTo("shop"));
        ActorSystem<Void> node = ActorSystem.create(
                Behaviors.empty(),
                "shop",
                ConfigFactory.parseString(HERE).withFallback(page).withFallback(ConfigFactory.load()));
        try {
            assertThat(LedgerSettings.create(node).connection())
                    .isInstanceOfSatisfying(
                            ClusterConnection.class,
                            connection -> assertThat(connection.addresses()).hasSize(3));
            assertThat(Cluster.get(node).selfMember().address().system()).isEqualTo("shop");
            assertThat(node.settings().config().getString("pekko.cluster.downing-provider-class"))
                    .isEqualTo(SplitBrainResolverProvider.class.getName());
        } finally {
            node.terminate();
            node.getWhenTerminated().toCompletableFuture().join();
        }
    }
}

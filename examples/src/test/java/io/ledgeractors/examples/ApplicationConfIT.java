package io.ledgeractors.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.examples.orders.OrdersJob;
import io.ledgeractors.examples.orders.OrdersReport;
import io.ledgeractors.examples.orders.plan.OrderFile;
import io.ledgeractors.model.UInt128;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests the file {@code application.conf} at the root, with which {@code ./ledger} starts. */
class ApplicationConfIT {
    private static final Path ROOT = ExamplesConsole.root();
    private static final Config FILE =
            ConfigFactory.parseFile(ROOT.resolve("application.conf").toFile()).resolve();

    @Test
    void shouldHaveOnlyKeysThatAReferenceConfHas() {
        Config reference = ConfigFactory.defaultReference();
        TreeSet<String> unknown = new TreeSet<>();
        for (Map.Entry<String, ?> entry : FILE.entrySet()) {
            if (!reference.hasPathOrNull(entry.getKey())) {
                unknown.add(entry.getKey());
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void shouldStartASystemWithTheEmbeddedLedger() {
        OrdersReport report = run(LedgerPlace.asConfigured());

        assertThat(report.isGood()).isTrue();
        assertThat(report.figures().transport()).isEqualTo("in-process");
        assertThat(report.ledger()).isEqualTo("embedded, in memory (--data DIR keeps it)");
    }

    @Test
    void shouldStartASystemWithACluster() {
        EmbeddedSettings settings = EmbeddedSettings.inMemory().withClusterId(UInt128.of(7));
        try (EmbeddedLedger ledger = EmbeddedLedger.open(settings);
                LedgerServer server = ledger.serve(ServerSettings.onFreePort())) {
            OrdersReport report = run(LedgerPlace.cluster(List.of(server.address()), UInt128.of(7)));

            assertThat(report.isGood()).isTrue();
            assertThat(report.figures().transport()).isIn("io_uring", "epoll", "nio");
            assertThat(report.ledger()).isEqualTo("cluster 7 at " + server.address());
        }
    }

    private static OrdersReport run(LedgerPlace place) {
        Config config = place.over(ConfigFactory.load(FILE));
        return OrdersJob.run(
                config, OrderFile.read(ROOT.resolve("examples/orders-sample.csv")), 1, Progress.NONE, notice -> {});
    }
}

package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.client.Hedge;
import io.ledgeractors.client.Transport;
import io.ledgeractors.embedded.MemorySettings;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class LedgerSettingsTest {
    private static final Config REFERENCE = ConfigFactory.defaultReference().getConfig(LedgerSettings.PATH);

    private static LedgerSettings settings(String overrides) {
        Config config = ConfigFactory.parseString(overrides).withFallback(REFERENCE);
        LedgerSettings.refuseUnknownKeys(config, REFERENCE);
        return LedgerSettings.create(config);
    }

    @Test
    void shouldReadTheDefaultsOfTheBatcher() {
        assertThat(settings("embedded.in-memory = on").batcher()).isEqualTo(BatcherSettings.DEFAULT);
    }

    @Test
    void shouldReadAnEmbeddedConnection() {
        assertThat(settings("embedded.in-memory = on").connection()).isEqualTo(EmbeddedConnection.inMemory());
        assertThat(settings("embedded { data-directory = /tmp/x, cluster-id = 7 }")
                        .connection())
                .isEqualTo(EmbeddedConnection.inDirectory(Path.of("/tmp/x")).withClusterId(UInt128.of(7)));
        assertThat(settings("embedded { in-memory = on, free-space-warning = 1 GiB }")
                        .connection())
                .isEqualTo(EmbeddedConnection.inMemory().withFreeSpaceWarning(1 << 30));
        assertThat(settings("embedded { in-memory = on, batch-size-limit = 32512 }")
                        .connection())
                .isEqualTo(EmbeddedConnection.inMemory().withBatchSizeLimit(32_512));
        assertThat(settings("embedded { in-memory = on,"
                                + " memory { records = off-heap, off-heap = 32 MiB, heap = 1 GiB } }")
                        .connection())
                .isEqualTo(EmbeddedConnection.inMemory()
                        .withMemory(new MemorySettings(MemorySettings.Records.OFF_HEAP, 32 << 20, 1 << 30)));
    }

    @Test
    void shouldReadWhatToDoAboutALostNewestBlock() {
        assertThat(settings("embedded { data-directory = data, tail-loss = refuse }")
                        .connection())
                .isEqualTo(EmbeddedConnection.inDirectory(Path.of("data")).withTailLoss(TailLoss.REFUSE));
        assertThatThrownBy(() -> settings("embedded { data-directory = data, tail-loss = ignore }"))
                .hasMessageContaining("ledger-actors.embedded.tail-loss is cut-off or refuse, not 'ignore'");
    }

    @Test
    void shouldBeInMemoryAlthoughADirectoryIsNamedAndSaySoOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(EmbeddedConnection.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        try {
            assertThat(settings("embedded { in-memory = on, data-directory = data/books, batch-size-limit = 32512 }")
                            .connection())
                    .isEqualTo(EmbeddedConnection.inMemory().withBatchSizeLimit(32_512));
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("ledger-actors.embedded.in-memory", "data/books");
        } finally {
            logger.setLevel(before);
            logger.detachAppender(log);
        }
    }

    @Test
    void shouldReadAClusterConnection() {
        LedgerSettings settings =
                settings("connection = cluster, cluster { addresses = \"3000,10.0.0.1:3002\", transport = nio }");
        assertThat(settings.connection())
                .isEqualTo(ClusterConnection.at(ReplicaAddress.parseList("3000,10.0.0.1:3002"))
                        .withTransport(Transport.NIO));
        assertThat(settings("connection = cluster, cluster { hedge = always, give-up-after = 2s }")
                        .connection())
                .isEqualTo(ClusterConnection.at(ReplicaAddress.parseList("3000"))
                        .withHedge(Hedge.ALWAYS)
                        .withGiveUpAfter(Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connection = remote | ledger-actors.connection",
                "connection = gateway, gateway.role = \" \" | ledger-actors.gateway.role must be",
                "connection = gateway, gateway.lost-after = 499ms | ledger-actors.gateway.lost-after must be 500 ms to",
                "connection = gateway, gateway.lost-after = 301s | ledger-actors.gateway.lost-after",
                "embedded.in-memory = on, gateway.max-nodes = 0 | ledger-actors.gateway.max-nodes must be 1 to 10000",
                "embedded.in-memory = on, gateway.max-nodes = 10001 | ledger-actors.gateway.max-nodes",
                "embedded.in-memory = off | ledger-actors.embedded.data-directory",
                "embedded { in-memory = on, cluster-id = x } | ledger-actors.embedded.cluster-id",
                "embedded { in-memory = on, cluster-id = -1 } | ledger-actors.embedded.cluster-id",
                "embedded { in-memory = on, batch-size-limit = 511 } | ledger-actors.embedded.batch-size-limit",
                "embedded { in-memory = on, batch-size-limit = 1048321 } | ledger-actors.embedded.batch-size-limit",
                "embedded { in-memory = on, batch-size-limit = big } | batch-size-limit",
                "embedded { in-memory = on, free-space-warning = -1 } | free-space-warning",
                "embedded { in-memory = on, memory.records = disk } | ledger-actors.embedded.memory.records",
                "embedded { in-memory = on, memory.off-heap = 1 MiB } | ledger-actors.embedded.memory.off-heap",
                "embedded { in-memory = on, memory.heap = 1 MiB } | ledger-actors.embedded.memory.heap",
                "embedded { in-memory = on, memory.heap = much } | memory.heap",
                "connection = cluster, cluster.addresses = \"\" | ledger-actors.cluster.addresses",
                "connection = cluster, cluster.addresses = \"a:b:c\" | ledger-actors.cluster.addresses",
                "connection = cluster, cluster.transport = udp | ledger-actors.cluster.transport",
                "connection = cluster, cluster.hedge = never | ledger-actors.cluster.hedge",
                "connection = cluster, cluster.give-up-after = 99ms | ledger-actors.cluster.give-up-after",
                "connection = cluster, cluster.give-up-after = on | give-up-after",
                "embedded.in-memory = on, batcher.max-queued-events = 8189 | ledger-actors.batcher.max-queued-events",
                "embedded.in-memory = on, batcher.max-queued-bytes = 1 MB | ledger-actors.batcher.max-queued-bytes",
                "embedded.in-memory = on, batcher.min-backoff = 0 | ledger-actors.batcher.min-backoff",
                "embedded.in-memory = on, batcher.max-backoff = 1ms | ledger-actors.batcher.max-backoff",
                "embedded.in-memory = on, batcher.drain-timeout = x | drain-timeout",
                "embedded.in-memory = on, batcher.linger = 1001ms | ledger-actors.batcher.linger",
                "embedded.in-memory = on, batcher.ask-timeout = on | ask-timeout",
                "embedded.in-memory = on, batcher.ask-timeout = -1s | ledger-actors.batcher.ask-timeout",
                "embedded.in-memory = on, batcher.max-gather-gap = 11ms | ledger-actors.batcher.max-gather-gap",
                "embedded.in-memory = on, batcher.lingers = 1ms | ledger-actors.batcher.lingers",
                "embeded.in-memory = on | ledger-actors.embeded.in-memory",
                "embedded.in-memory = on, gateway.access.limits = [{ roles = [] }] | gateway.access.limits[0].roles",
                "connection = cluster, cluster.addresses = \"3000,0\" | ledger-actors.cluster.addresses",
                "connection = cluster, cluster.addresses = \"a:3000,A:3000\" | ledger-actors.cluster.addresses",
                "connection = cluster, cluster.addresses = \"10.0.0.256\" | ledger-actors.cluster.addresses"
            })
    void shouldNameTheKeyThatIsUnknownOrImpossible(String overrides, String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(overrides))
                .withMessageContaining(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connection = null | ledger-actors.connection must be embedded, cluster or gateway, but is missing",
                "embedded.data-directory = [1] | ledger-actors.embedded.data-directory must be a directory, but is [1]",
                "embedded.data-directory = \"  \" | ledger-actors.embedded.data-directory is empty",
                "embedded.data-directory = \"a\\u0000b\" | ledger-actors.embedded.data-directory is no directory",
                "embedded.in-memory = maybe | ledger-actors.embedded.in-memory must be on or off, but is \"maybe\"",
                "embedded.batch-size-limit = 1 MiB | ledger-actors.embedded.batch-size-limit must be 512 to 1048320",
                "embedded.free-space-warning = off | ledger-actors.embedded.free-space-warning must be auto, or 0",
                "embedded.memory.off-heap = auto | ledger-actors.embedded.memory.off-heap must be at least 16 MiB",
                "embedded.memory.heap = -1 | ledger-actors.embedded.memory.heap must be auto, or at least 16 MiB",
                "connection = cluster, cluster.give-up-after = x"
                        + " | ledger-actors.cluster.give-up-after must be off, or b",
                "batcher.max-queued-events = 3000000000"
                        + " | ledger-actors.batcher.max-queued-events must be at least 8190",
                "batcher.max-queued-bytes = x | ledger-actors.batcher.max-queued-bytes must be at least 1048320",
                "batcher.linger = off | ledger-actors.batcher.linger must be between 0 and 1 s, but is \"off\"",
                "batcher.ask-timeout = 0 | ledger-actors.batcher.ask-timeout must be off, or above 0 and at most 365",
                "batcher.ask-timeout = 366 days"
                        + " | ledger-actors.batcher.ask-timeout must be off, or above 0 and at most",
                "batcher.min-backoff = 400000 days"
                        + " | ledger-actors.batcher.min-backoff must be above 0 and at most 1 day",
                "batcher.max-backoff = 25h | ledger-actors.batcher.max-backoff must be between min-backoff and 1 day",
                "batcher.drain-timeout = 25h | ledger-actors.batcher.drain-timeout must be between 0 and 1 day, but is"
            })
    void shouldNameTheWholeKeyAndItsRange(String overrides, String message) {
        String inMemory = overrides.startsWith("embedded.data") ? "" : "embedded.in-memory = on, ";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(inMemory + overrides))
                .withMessageContaining(message);
    }

    @Test
    void shouldGiveChangedCopies() {
        BatcherSettings settings =
                BatcherSettings.DEFAULT.withMaxQueuedEvents(9_000).withMaxQueuedBytes(2 << 20);
        assertThat(settings.maxQueuedEvents()).isEqualTo(9_000);
        assertThat(settings.maxQueuedBytes()).isEqualTo(2 << 20);
        assertThat(settings.minBackoff()).isEqualTo(BatcherSettings.DEFAULT.minBackoff());
    }
}

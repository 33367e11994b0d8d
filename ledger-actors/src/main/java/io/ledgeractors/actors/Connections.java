package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.actors.internal.session.OpeningConnection;
import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;

/** Opens the connections that settings name. */
final class Connections {
    private static final CompletionStage<Done> CLOSED = CompletableFuture.completedFuture(Done.getInstance());

    private record Embedded(String name, EmbeddedLedger embedded) implements Connection {
        @Override
        public LedgerSession newSession() {
            return embedded.newSession();
        }

        @Override
        public boolean mayReopen() {
            return false;
        }

        @Override
        public boolean isEmbedded() {
            return true;
        }

        @Override
        public boolean sendsChecksums() {
            return false;
        }

        @Override
        public String ledger() {
            return name;
        }

        @Override
        public CompletionStage<Done> close() {
            embedded.close();
            return CLOSED;
        }
    }

    private record Cluster(String ledger, ClientSettings settings) implements Connection {
        @Override
        public LedgerSession newSession() {
            return NativeSession.create(settings);
        }

        @Override
        public boolean mayReopen() {
            return true;
        }

        @Override
        public CompletionStage<Done> close() {
            return CLOSED;
        }
    }

    private record Given(Supplier<LedgerSession> sessions) implements Connection {
        @Override
        public LedgerSession newSession() {
            return sessions.get();
        }

        @Override
        public String ledger() {
            return "the ledger of given sessions";
        }

        @Override
        public boolean mayReopen() {
            return true;
        }

        @Override
        public CompletionStage<Done> close() {
            return CLOSED;
        }
    }

    private Connections() {}

    /** Returns a connection over given sessions. */
    static Connection of(Supplier<LedgerSession> sessions) {
        return new Given(sessions);
    }

    /**
     * Returns a connection. An embedded ledger is opened in the background, and takes its time from the clock.
     *
     * @param path of the settings in the configuration, by which gateways and nodes find each other
     * @throws IllegalArgumentException if the system cannot have such a connection; the message says what to do
     */
    static Connection open(
            ActorSystem<?> system, String path, ConnectionSettings settings, LedgerEnvironment environment) {
        if (settings instanceof EmbeddedConnection embedded) {
            return open(embedded, environment.clock());
        }
        return settings instanceof GatewayConnection gateway
                ? Gateways.connect(system, path, gateway, environment)
                : open((ClusterConnection) settings);
    }

    private static Connection open(EmbeddedConnection connection, Clock clock) {
        EmbeddedSettings settings = connection
                .dataDirectory()
                .map(EmbeddedSettings::inDirectory)
                .orElseGet(EmbeddedSettings::inMemory)
                .withClusterId(connection.clusterId())
                .withClock(clock)
                .withBatchSizeLimit(connection.batchSizeLimit())
                .withMemory(connection.memory())
                .withTailLoss(connection.tailLoss());
        EmbeddedSettings complete = connection.freeSpaceWarning().isPresent()
                ? settings.withFreeSpaceWarning(connection.freeSpaceWarning().getAsLong())
                : settings;
        String name = "embedded ledger " + UUID.randomUUID();
        return OpeningConnection.open(name, () -> new Embedded(name, EmbeddedLedger.open(complete)));
    }

    private static Connection open(ClusterConnection connection) {
        ClientSettings settings = ClientSettings.create(connection.clusterId(), connection.addresses())
                .withTransport(connection.transport())
                .withHedge(connection.hedge());
        String addresses =
                connection.addresses().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        return new Cluster(
                "cluster " + connection.clusterId() + " at " + addresses,
                connection.giveUpAfter().map(settings::withGiveUpAfter).orElse(settings));
    }
}

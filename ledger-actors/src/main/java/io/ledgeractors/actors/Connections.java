package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.actors.internal.session.OpeningConnection;
import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/** Opens the connections that settings name. */
final class Connections {
    private static final CompletionStage<Done> CLOSED = CompletableFuture.completedFuture(Done.getInstance());

    private record Embedded(EmbeddedLedger ledger) implements Connection {
        @Override
        public LedgerSession newSession() {
            return ledger.newSession();
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
        public CompletionStage<Done> close() {
            ledger.close();
            return CLOSED;
        }
    }

    private record Cluster(ClientSettings settings) implements Connection {
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

    /** Returns a connection. An embedded ledger is opened in the background, and takes its time from the clock. */
    static Connection open(ConnectionSettings settings, Clock clock) {
        return settings instanceof EmbeddedConnection embedded
                ? open(embedded, clock)
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
        return OpeningConnection.open(() -> new Embedded(EmbeddedLedger.open(complete)));
    }

    private static Connection open(ClusterConnection connection) {
        ClientSettings settings = ClientSettings.create(connection.clusterId(), connection.addresses())
                .withTransport(connection.transport())
                .withHedge(connection.hedge());
        return new Cluster(
                connection.giveUpAfter().map(settings::withGiveUpAfter).orElse(settings));
    }
}

package io.ledgeractors.actors;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.session.LedgerSession;
import java.util.function.Supplier;

/** Opens what the settings name. */
final class Connections {
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
        public void close() {
            ledger.close();
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
        public void close() {}
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
        public void close() {}
    }

    private Connections() {}

    static Connection of(Supplier<LedgerSession> sessions) {
        return new Given(sessions);
    }

    static Connection open(ConnectionSettings settings) {
        return settings instanceof EmbeddedConnection embedded ? open(embedded) : open((ClusterConnection) settings);
    }

    private static Connection open(EmbeddedConnection connection) {
        EmbeddedSettings settings = connection
                .directory()
                .map(EmbeddedSettings::inDirectory)
                .orElseGet(EmbeddedSettings::inMemory)
                .withCluster(connection.cluster())
                .withBatchSizeLimit(connection.batchSizeLimit())
                .withMemory(connection.memory());
        return new Embedded(EmbeddedLedger.open(settings));
    }

    private static Connection open(ClusterConnection connection) {
        ClientSettings settings = ClientSettings.create(connection.cluster(), connection.addresses())
                .withTransport(connection.transport())
                .withHedge(connection.hedge());
        return new Cluster(
                connection.giveUpAfter().map(settings::withGiveUpAfter).orElse(settings));
    }
}

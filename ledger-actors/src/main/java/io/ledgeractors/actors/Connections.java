package io.ledgeractors.actors;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.session.LedgerSession;

/** Opens what the settings name. */
final class Connections {
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

    private Connections() {}

    static Connection open(ConnectionSettings settings) {
        if (settings instanceof ClusterConnection cluster) {
            return open(cluster);
        }
        throw new IllegalArgumentException(
                "ledger-actors.connection = embedded cannot be opened yet: this build has no embedded ledger");
    }

    private static Connection open(ClusterConnection connection) {
        return new Cluster(ClientSettings.create(connection.cluster(), connection.addresses())
                .withTransport(connection.transport()));
    }
}

package io.ledgeractors.actors;

import com.typesafe.config.Config;

/** Which ledger: the embedded one or a cluster. Immutable. */
public sealed interface ConnectionSettings permits EmbeddedConnection, ClusterConnection {
    /**
     * Reads {@code connection} and the settings of the one that it names.
     *
     * @param config the part below {@link LedgerSettings#PATH}
     * @throws IllegalArgumentException naming the key that has an impossible value
     */
    static ConnectionSettings create(Config config) {
        String connection = config.getString("connection");
        return switch (connection) {
            case "embedded" -> EmbeddedConnection.create(config.getConfig("embedded"));
            case "cluster" -> ClusterConnection.create(config.getConfig("cluster"));
            default ->
                throw new IllegalArgumentException(
                        "ledger-actors.connection is embedded or cluster, not '" + connection + "'");
        };
    }
}

package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;

/** Which ledger: the embedded one or a cluster. Immutable. */
public sealed interface ConnectionSettings permits EmbeddedConnection, ClusterConnection {
    /**
     * Reads {@code connection} and the settings of the one that it names.
     *
     * @param config the part below {@link LedgerSettings#PATH}
     * @throws IllegalArgumentException naming the key that has an impossible value
     */
    static ConnectionSettings create(Config config) {
        ConfigSection section = new ConfigSection(LedgerSettings.PATH, config);
        String connection = section.text("connection", "embedded or cluster");
        return switch (connection) {
            case "embedded" -> EmbeddedConnection.create(section.section("embedded"));
            case "cluster" -> ClusterConnection.create(section.section("cluster"));
            default ->
                throw new IllegalArgumentException(
                        "ledger-actors.connection is embedded or cluster, not '" + connection + "'");
        };
    }
}

package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/** The connection to a ledger: to an embedded one, to a cluster, or through a gateway. Immutable. */
public sealed interface ConnectionSettings permits EmbeddedConnection, ClusterConnection, GatewayConnection {
    /**
     * Returns the connection that a system's configuration names at {@code ledger-actors}.
     *
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    static ConnectionSettings create(ClassicActorSystemProvider system) {
        return create(system.classicSystem().settings().config().getConfig(LedgerSettings.PATH));
    }

    /**
     * Returns the connection that {@code connection} names.
     *
     * @param config the section {@value LedgerSettings#PATH}, with the defaults of {@code reference.conf}
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    static ConnectionSettings create(Config config) {
        ConfigSection section = new ConfigSection(LedgerSettings.PATH, config);
        String connection = section.text("connection", "embedded, cluster or gateway");
        return switch (connection) {
            case "embedded" -> EmbeddedConnection.create(section.section("embedded"));
            case "cluster" -> ClusterConnection.create(section.section("cluster"));
            case "gateway" -> GatewayConnection.create(section.section("gateway"));
            default ->
                throw new IllegalArgumentException(
                        "ledger-actors.connection is embedded, cluster or gateway, not '" + connection + "'");
        };
    }
}

package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * The settings of a node that serves as a gateway for nodes without a session. A node serves if it has the role in its
 * cluster and a connection of its own. Immutable.
 *
 * @param role the cluster role of gateways, not empty
 * @param maxNodes the most nodes that a gateway serves, 1 to 10,000. Each has at most one request in flight
 */
public record GatewaySettings(String role, int maxNodes) {
    static final String PATH = LedgerSettings.PATH + ".gateway";
    static final String A_ROLE = "the cluster role of the nodes with a session";

    /** The settings in {@code reference.conf}. */
    public static final GatewaySettings DEFAULT = new GatewaySettings("ledger-gateway", 128);

    private static final String MAX_NODES = "1 to 10000";
    private static final int MAX_NODES_MAX = 10_000;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the role is empty or the number out of its range
     */
    public GatewaySettings {
        requireRole(role);
        if (maxNodes < 1 || maxNodes > MAX_NODES_MAX) {
            throw new IllegalArgumentException(PATH + ".max-nodes must be " + MAX_NODES + ", but is " + maxNodes);
        }
    }

    /**
     * Returns the settings that a system's configuration has at {@value LedgerSettings#PATH}.
     *
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    public static GatewaySettings create(ClassicActorSystemProvider system) {
        return create(system.classicSystem().settings().config().getConfig(LedgerSettings.PATH));
    }

    /**
     * Returns the settings of a section of the configuration.
     *
     * @param config the section {@value LedgerSettings#PATH}, with the defaults of {@code reference.conf}
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    public static GatewaySettings create(Config config) {
        return create(new ConfigSection(LedgerSettings.PATH, config).section("gateway"));
    }

    static GatewaySettings create(ConfigSection gateway) {
        return new GatewaySettings(gateway.text("role", A_ROLE), gateway.number("max-nodes", MAX_NODES));
    }

    /** Returns these settings with another role. */
    public GatewaySettings withRole(String newRole) {
        return new GatewaySettings(newRole, maxNodes);
    }

    /** Returns these settings with another number of nodes. */
    public GatewaySettings withMaxNodes(int newMaxNodes) {
        return new GatewaySettings(role, newMaxNodes);
    }

    static void requireRole(String role) {
        if (role.isBlank()) {
            throw new IllegalArgumentException(PATH + ".role must be " + A_ROLE + ", but is empty");
        }
    }
}

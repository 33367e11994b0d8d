package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.config.ConfigSection;
import java.time.Duration;

/**
 * The settings of a connection through gateways: nodes of the same Pekko cluster that have a session with the ledger.
 * A node with such a connection has none of its own. Immutable.
 *
 * @param role the cluster role of gateways, not empty
 * @param lostAfter a gateway that sends nothing for this time is lost, and its nodes go to another one; 500 ms to 5
 *     minutes
 */
public record GatewayConnection(String role, Duration lostAfter) implements ConnectionSettings {
    private static final String LOST_AFTER = "500 ms to 5 minutes";
    private static final Duration LOST_AFTER_MIN = Duration.ofMillis(500);
    private static final Duration LOST_AFTER_MAX = Duration.ofMinutes(5);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the role is empty or the time out of its range
     */
    public GatewayConnection {
        GatewaySettings.requireRole(role);
        if (lostAfter.compareTo(LOST_AFTER_MIN) < 0 || lostAfter.compareTo(LOST_AFTER_MAX) > 0) {
            throw new IllegalArgumentException(
                    GatewaySettings.PATH + ".lost-after must be " + LOST_AFTER + ", but is " + lostAfter);
        }
    }

    /** Returns a connection with the values of the section {@code gateway}. */
    static GatewayConnection create(ConfigSection gateway) {
        return new GatewayConnection(
                gateway.text("role", GatewaySettings.A_ROLE), gateway.time("lost-after", LOST_AFTER));
    }
}

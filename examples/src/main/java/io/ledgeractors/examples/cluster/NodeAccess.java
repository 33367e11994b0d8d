package io.ledgeractors.examples.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** How a node reaches the ledger. */
enum NodeAccess {
    /** It has a session of its own. */
    SESSION(""),
    /** It has a session, which nodes without one use too. */
    GATEWAY("pekko.cluster.roles = [${ledger-actors.gateway.role}]"),
    /** It has no session, and sends its requests through gateways. */
    THROUGH_GATEWAYS("ledger-actors.connection = gateway");

    private final String settings;

    NodeAccess(String settings) {
        this.settings = settings;
    }

    /** Returns {@code base}, overridden by the settings of this access. */
    Config over(Config base) {
        return ConfigFactory.parseString(settings).withFallback(base).resolve();
    }
}

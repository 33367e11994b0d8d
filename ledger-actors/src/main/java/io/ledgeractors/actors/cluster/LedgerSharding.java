package io.ledgeractors.actors.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.ledgeractors.actors.internal.config.ConfigSection;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;

/**
 * INTERNAL API. The settings of Pekko's sharding for accounts and payments. They are those of
 * {@code pekko.cluster.sharding}, except for the time that a hand-over may take.
 */
@InternalApi
public final class LedgerSharding {
    private static final String PATH = "ledger-actors.sharding";
    private static final String KEY = "handoff-timeout";
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration GREATEST = Duration.ofHours(1);
    private static final String RANGE = "1 s to 1 hour";

    private LedgerSharding() {}

    /**
     * Returns the settings of a system, whose strategy of passivation is not set yet.
     *
     * @throws IllegalArgumentException naming the key that has an impossible value
     */
    public static ClusterShardingSettings settings(ActorSystem<?> system) {
        Config config = system.settings().config();
        Duration time = new ConfigSection(PATH, config.getConfig(PATH)).time(KEY, RANGE);
        if (time.compareTo(LEAST) < 0 || time.compareTo(GREATEST) > 0) {
            throw new IllegalArgumentException(PATH + "." + KEY + " must be " + RANGE + ", but is " + time);
        }
        return ClusterShardingSettings.fromConfig(
                config.getConfig("pekko.cluster.sharding").withValue(KEY, ConfigValueFactory.fromAnyRef(time)));
    }
}

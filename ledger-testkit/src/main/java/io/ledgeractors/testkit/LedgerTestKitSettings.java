package io.ledgeractors.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.testkit.internal.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The settings of a {@link LedgerTestKit}. Immutable.
 *
 * @param config of an actor system that the kit starts; it wins over {@code application-test.conf}, or {@code
 *     application.conf} if there is none. Ignored in a system of your own
 * @param isClustered true if that system is a cluster of one node, which account entities and payments need
 * @param isDefault true if the kit's ledger is the default one of a system of your own, too
 * @param batcher of the ledger. By default no ask waits for others and nothing is drained at the end
 * @param start time of the ledger's clock at first, from 1970 to 2262; empty: the real time
 * @param patience the longest wait for actors, the ledger or a reply, of real time; above 0, and at most a year
 */
public record LedgerTestKitSettings(
        Config config,
        boolean isClustered,
        boolean isDefault,
        BatcherSettings batcher,
        Optional<Instant> start,
        Duration patience) {
    private static final Duration PATIENCE_MAX = Duration.ofDays(365);
    private static final LedgerTestKitSettings DEFAULT = new LedgerTestKitSettings(
            ConfigFactory.empty(),
            false,
            false,
            BatcherSettings.DEFAULT
                    .withMaxGatherGap(Duration.ZERO)
                    .withLinger(Duration.ZERO)
                    .withDrainTimeout(Duration.ZERO),
            Optional.empty(),
            Duration.ofSeconds(10));

    /**
     * Checks the start and the patience.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public LedgerTestKitSettings {
        if (patience.isNegative() || patience.isZero() || patience.compareTo(PATIENCE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "the patience must be above 0 and at most " + PATIENCE_MAX + ", but is " + patience);
        }
        start.ifPresent(Times::nanos);
    }

    /** Returns the default settings. */
    public static LedgerTestKitSettings create() {
        return DEFAULT;
    }

    /** Returns these settings with another configuration of a system that the kit starts. */
    public LedgerTestKitSettings withConfig(Config value) {
        return new LedgerTestKitSettings(value, isClustered, isDefault, batcher, start, patience);
    }

    /** Returns these settings with a configuration in HOCON; see {@link #withConfig(Config)}. */
    public LedgerTestKitSettings withConfig(String hocon) {
        return withConfig(ConfigFactory.parseString(hocon));
    }

    /**
     * Returns these settings with a cluster of one node, for account entities and payments. Each ledger then has an
     * actor system of its own, whose start takes some 100 ms.
     */
    public LedgerTestKitSettings withCluster() {
        return new LedgerTestKitSettings(config, true, isDefault, batcher, start, patience);
    }

    /**
     * Returns these settings for a ledger that is the default one of a system of your own, until the kit is closed.
     * There {@link io.ledgeractors.actors.Ledger#get} returns it. Create the kit before account entities, payments and
     * streams start, because they keep the ledger that they got.
     */
    public LedgerTestKitSettings asDefault() {
        return new LedgerTestKitSettings(config, isClustered, true, batcher, start, patience);
    }

    /**
     * Returns these settings with another batcher. Its times pass only when the test moves the time: with a {@code
     * linger} or a {@code max-gather-gap} above 0 an ask waits for that.
     */
    public LedgerTestKitSettings withBatcher(BatcherSettings value) {
        return new LedgerTestKitSettings(config, isClustered, isDefault, value, start, patience);
    }

    /** Returns these settings with a clock that starts at this time. */
    public LedgerTestKitSettings withStart(Instant value) {
        return new LedgerTestKitSettings(config, isClustered, isDefault, batcher, Optional.of(value), patience);
    }

    /** Returns these settings with another patience. */
    public LedgerTestKitSettings withPatience(Duration value) {
        return new LedgerTestKitSettings(config, isClustered, isDefault, batcher, start, value);
    }
}

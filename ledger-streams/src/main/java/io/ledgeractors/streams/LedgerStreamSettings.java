package io.ledgeractors.streams;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.jspecify.annotations.Nullable;

/**
 * Limits and waits of the stages. Immutable and thread-safe. The values come from
 * {@code ledger-actors.streams} of the configuration, where each is described.
 */
public final class LedgerStreamSettings {
    /** Where the configuration of the streams stands. */
    public static final String CONFIG_PATH = "ledger-actors.streams";

    private final int maxEventsPerRequest;
    private final Duration maxChainWait;
    private final Duration overloadMinBackoff;
    private final Duration overloadMaxBackoff;
    private final Duration overloadTimeout;
    private final Duration settleTimeout;
    private final Duration readyTimeout;

    private LedgerStreamSettings(Values values) {
        if (values.maxEventsPerRequest < 1) {
            throw new IllegalArgumentException(
                    "max-events-per-request must be at least 1, but is " + values.maxEventsPerRequest);
        }
        maxEventsPerRequest = values.maxEventsPerRequest;
        maxChainWait = positive("max-chain-wait", values.maxChainWait);
        overloadMinBackoff = positive("overload-min-backoff", values.overloadMinBackoff);
        overloadMaxBackoff = positive("overload-max-backoff", values.overloadMaxBackoff);
        overloadTimeout = positive("overload-timeout", values.overloadTimeout);
        settleTimeout = positive("settle-timeout", values.settleTimeout);
        readyTimeout = positive("ready-timeout", values.readyTimeout);
        if (overloadMinBackoff.compareTo(overloadMaxBackoff) > 0) {
            throw new IllegalArgumentException("overload-min-backoff must not be longer than overload-max-backoff, but "
                    + overloadMinBackoff + " > " + overloadMaxBackoff);
        }
    }

    /**
     * Those at {@link #CONFIG_PATH} of the system's configuration.
     *
     * @throws IllegalArgumentException if a value is out of range; the message names the key
     * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
     */
    public static LedgerStreamSettings create(ClassicActorSystemProvider system) {
        return create(system.classicSystem().settings().config().getConfig(CONFIG_PATH));
    }

    /**
     * Those of a section with the keys of {@link #CONFIG_PATH}.
     *
     * @throws IllegalArgumentException if a value is out of range; the message names the key
     * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
     */
    public static LedgerStreamSettings create(Config config) {
        Values values = new Values();
        values.maxEventsPerRequest = config.getInt("max-events-per-request");
        values.maxChainWait = config.getDuration("max-chain-wait");
        values.overloadMinBackoff = config.getDuration("overload-min-backoff");
        values.overloadMaxBackoff = config.getDuration("overload-max-backoff");
        values.overloadTimeout = config.getDuration("overload-timeout");
        values.settleTimeout = config.getDuration("settle-timeout");
        values.readyTimeout = config.getDuration("ready-timeout");
        return new LedgerStreamSettings(values);
    }

    /** Most events of one request, even if the ledger takes more; at least 1. */
    public int maxEventsPerRequest() {
        return maxEventsPerRequest;
    }

    /** How long the upstream may pause within a chain before the stage fails. */
    public Duration maxChainWait() {
        return maxChainWait;
    }

    /** The first wait after the batcher's queue was full. */
    public Duration overloadMinBackoff() {
        return overloadMinBackoff;
    }

    /** The longest wait between two attempts while the batcher's queue is full. */
    public Duration overloadMaxBackoff() {
        return overloadMaxBackoff;
    }

    /** How long the batcher's queue may stay full before the stage fails. */
    public Duration overloadTimeout() {
        return overloadTimeout;
    }

    /** How long a stage that is about to fail waits for the answers to its other batches. */
    public Duration settleTimeout() {
        return settleTimeout;
    }

    /** How long a stage waits for a session with the ledger when it starts. */
    public Duration readyTimeout() {
        return readyTimeout;
    }

    /** A copy with another {@link #maxEventsPerRequest()}. */
    public LedgerStreamSettings withMaxEventsPerRequest(int events) {
        Values values = new Values(this);
        values.maxEventsPerRequest = events;
        return new LedgerStreamSettings(values);
    }

    /** A copy with another {@link #maxChainWait()}. */
    public LedgerStreamSettings withMaxChainWait(Duration wait) {
        Values values = new Values(this);
        values.maxChainWait = wait;
        return new LedgerStreamSettings(values);
    }

    /** A copy with other {@link #overloadMinBackoff()} and {@link #overloadMaxBackoff()}. */
    public LedgerStreamSettings withOverloadBackoff(Duration min, Duration max) {
        Values values = new Values(this);
        values.overloadMinBackoff = min;
        values.overloadMaxBackoff = max;
        return new LedgerStreamSettings(values);
    }

    /** A copy with another {@link #overloadTimeout()}. */
    public LedgerStreamSettings withOverloadTimeout(Duration timeout) {
        Values values = new Values(this);
        values.overloadTimeout = timeout;
        return new LedgerStreamSettings(values);
    }

    /** A copy with another {@link #settleTimeout()}. */
    public LedgerStreamSettings withSettleTimeout(Duration timeout) {
        Values values = new Values(this);
        values.settleTimeout = timeout;
        return new LedgerStreamSettings(values);
    }

    /** A copy with another {@link #readyTimeout()}. */
    public LedgerStreamSettings withReadyTimeout(Duration timeout) {
        Values values = new Values(this);
        values.readyTimeout = timeout;
        return new LedgerStreamSettings(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LedgerStreamSettings that
                && maxEventsPerRequest == that.maxEventsPerRequest
                && maxChainWait.equals(that.maxChainWait)
                && overloadMinBackoff.equals(that.overloadMinBackoff)
                && overloadMaxBackoff.equals(that.overloadMaxBackoff)
                && overloadTimeout.equals(that.overloadTimeout)
                && settleTimeout.equals(that.settleTimeout)
                && readyTimeout.equals(that.readyTimeout);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                maxEventsPerRequest,
                maxChainWait,
                overloadMinBackoff,
                overloadMaxBackoff,
                overloadTimeout,
                settleTimeout,
                readyTimeout);
    }

    @Override
    public String toString() {
        return "LedgerStreamSettings(maxEventsPerRequest=" + maxEventsPerRequest + ", maxChainWait=" + maxChainWait
                + ", overloadMinBackoff=" + overloadMinBackoff + ", overloadMaxBackoff=" + overloadMaxBackoff
                + ", overloadTimeout=" + overloadTimeout + ", settleTimeout=" + settleTimeout
                + ", readyTimeout=" + readyTimeout + ")";
    }

    private static Duration positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(key + " must be longer than nothing, but is " + value);
        }
        return value;
    }

    private static final class Values {
        private int maxEventsPerRequest = 1;
        private Duration maxChainWait = Duration.ZERO;
        private Duration overloadMinBackoff = Duration.ZERO;
        private Duration overloadMaxBackoff = Duration.ZERO;
        private Duration overloadTimeout = Duration.ZERO;
        private Duration settleTimeout = Duration.ZERO;
        private Duration readyTimeout = Duration.ZERO;

        private Values() {}

        private Values(LedgerStreamSettings settings) {
            maxEventsPerRequest = settings.maxEventsPerRequest;
            maxChainWait = settings.maxChainWait;
            overloadMinBackoff = settings.overloadMinBackoff;
            overloadMaxBackoff = settings.overloadMaxBackoff;
            overloadTimeout = settings.overloadTimeout;
            settleTimeout = settings.settleTimeout;
            readyTimeout = settings.readyTimeout;
        }
    }
}

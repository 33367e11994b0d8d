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
    private final Duration minBackoff;
    private final Duration maxBackoff;
    private final Duration overloadTimeout;
    private final Duration unknownTimeout;
    private final Duration settleTimeout;
    private final Duration readyTimeout;
    private final int pageSize;
    private final Duration minPoll;
    private final Duration maxPoll;

    private LedgerStreamSettings(Values values) {
        if (values.maxEventsPerRequest < 1) {
            throw new IllegalArgumentException(
                    "max-events-per-request must be at least 1, but is " + values.maxEventsPerRequest);
        }
        maxEventsPerRequest = values.maxEventsPerRequest;
        maxChainWait = positive("max-chain-wait", values.maxChainWait);
        minBackoff = positive("min-backoff", values.minBackoff);
        maxBackoff = positive("max-backoff", values.maxBackoff);
        overloadTimeout = positive("overload-timeout", values.overloadTimeout);
        unknownTimeout = notNegative("unknown-timeout", values.unknownTimeout);
        settleTimeout = positive("settle-timeout", values.settleTimeout);
        readyTimeout = positive("ready-timeout", values.readyTimeout);
        if (values.pageSize < 1) {
            throw new IllegalArgumentException("page-size must be at least 1, but is " + values.pageSize);
        }
        pageSize = values.pageSize;
        minPoll = positive("min-poll", values.minPoll);
        maxPoll = positive("max-poll", values.maxPoll);
        notShorter("min-backoff", minBackoff, "max-backoff", maxBackoff);
        notShorter("min-poll", minPoll, "max-poll", maxPoll);
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
        values.minBackoff = config.getDuration("min-backoff");
        values.maxBackoff = config.getDuration("max-backoff");
        values.overloadTimeout = config.getDuration("overload-timeout");
        values.unknownTimeout = config.getDuration("unknown-timeout");
        values.settleTimeout = config.getDuration("settle-timeout");
        values.readyTimeout = config.getDuration("ready-timeout");
        values.pageSize = config.getInt("page-size");
        values.minPoll = config.getDuration("min-poll");
        values.maxPoll = config.getDuration("max-poll");
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

    /** The first wait before a batch is sent again. */
    public Duration minBackoff() {
        return minBackoff;
    }

    /** The longest wait before a batch is sent again. */
    public Duration maxBackoff() {
        return maxBackoff;
    }

    /** How long the batcher's queue may stay full before the stage fails. */
    public Duration overloadTimeout() {
        return overloadTimeout;
    }

    /** How long it is tried to find out what a batch did whose outcome is unknown; zero: the stage fails at once. */
    public Duration unknownTimeout() {
        return unknownTimeout;
    }

    /** How long a stage that is about to fail waits for the answers to its other batches. */
    public Duration settleTimeout() {
        return settleTimeout;
    }

    /** How long a stage waits for a session with the ledger when it starts. */
    public Duration readyTimeout() {
        return readyTimeout;
    }

    /** How many objects a source asks for at a time, even if the ledger gives more; at least 1. */
    public int pageSize() {
        return pageSize;
    }

    /** How long a live source waits before it asks again after it got nothing for the first time. */
    public Duration minPoll() {
        return minPoll;
    }

    /** The longest wait between two questions of a live source. */
    public Duration maxPoll() {
        return maxPoll;
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

    /** A copy with other {@link #minBackoff()} and {@link #maxBackoff()}. */
    public LedgerStreamSettings withBackoff(Duration min, Duration max) {
        Values values = new Values(this);
        values.minBackoff = min;
        values.maxBackoff = max;
        return new LedgerStreamSettings(values);
    }

    /** A copy with another {@link #overloadTimeout()}. */
    public LedgerStreamSettings withOverloadTimeout(Duration timeout) {
        Values values = new Values(this);
        values.overloadTimeout = timeout;
        return new LedgerStreamSettings(values);
    }

    /** A copy with another {@link #unknownTimeout()}; zero: outcomes are not found out. */
    public LedgerStreamSettings withUnknownTimeout(Duration timeout) {
        Values values = new Values(this);
        values.unknownTimeout = timeout;
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

    /** A copy with another {@link #pageSize()}. */
    public LedgerStreamSettings withPageSize(int objects) {
        Values values = new Values(this);
        values.pageSize = objects;
        return new LedgerStreamSettings(values);
    }

    /** A copy with other {@link #minPoll()} and {@link #maxPoll()}. */
    public LedgerStreamSettings withPoll(Duration min, Duration max) {
        Values values = new Values(this);
        values.minPoll = min;
        values.maxPoll = max;
        return new LedgerStreamSettings(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LedgerStreamSettings that
                && maxEventsPerRequest == that.maxEventsPerRequest
                && maxChainWait.equals(that.maxChainWait)
                && minBackoff.equals(that.minBackoff)
                && maxBackoff.equals(that.maxBackoff)
                && overloadTimeout.equals(that.overloadTimeout)
                && unknownTimeout.equals(that.unknownTimeout)
                && settleTimeout.equals(that.settleTimeout)
                && readyTimeout.equals(that.readyTimeout)
                && pageSize == that.pageSize
                && minPoll.equals(that.minPoll)
                && maxPoll.equals(that.maxPoll);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                maxEventsPerRequest,
                maxChainWait,
                minBackoff,
                maxBackoff,
                overloadTimeout,
                unknownTimeout,
                settleTimeout,
                readyTimeout,
                pageSize,
                minPoll,
                maxPoll);
    }

    @Override
    public String toString() {
        return "LedgerStreamSettings(maxEventsPerRequest=" + maxEventsPerRequest + ", maxChainWait=" + maxChainWait
                + ", minBackoff=" + minBackoff + ", maxBackoff=" + maxBackoff
                + ", overloadTimeout=" + overloadTimeout + ", unknownTimeout=" + unknownTimeout
                + ", settleTimeout=" + settleTimeout + ", readyTimeout=" + readyTimeout + ", pageSize=" + pageSize
                + ", minPoll=" + minPoll + ", maxPoll=" + maxPoll + ")";
    }

    private static Duration notNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(key + " must not be negative, but is " + value);
        }
        return value;
    }

    private static void notShorter(String minKey, Duration min, String maxKey, Duration max) {
        if (min.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    minKey + " must not be longer than " + maxKey + ", but " + min + " > " + max);
        }
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
        private Duration minBackoff = Duration.ZERO;
        private Duration maxBackoff = Duration.ZERO;
        private Duration overloadTimeout = Duration.ZERO;
        private Duration unknownTimeout = Duration.ZERO;
        private Duration settleTimeout = Duration.ZERO;
        private Duration readyTimeout = Duration.ZERO;
        private int pageSize = 1;
        private Duration minPoll = Duration.ZERO;
        private Duration maxPoll = Duration.ZERO;

        private Values() {}

        private Values(LedgerStreamSettings settings) {
            maxEventsPerRequest = settings.maxEventsPerRequest;
            maxChainWait = settings.maxChainWait;
            minBackoff = settings.minBackoff;
            maxBackoff = settings.maxBackoff;
            overloadTimeout = settings.overloadTimeout;
            unknownTimeout = settings.unknownTimeout;
            settleTimeout = settings.settleTimeout;
            readyTimeout = settings.readyTimeout;
            pageSize = settings.pageSize;
            minPoll = settings.minPoll;
            maxPoll = settings.maxPoll;
        }
    }
}

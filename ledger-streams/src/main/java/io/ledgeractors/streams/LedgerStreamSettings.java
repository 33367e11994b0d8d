package io.ledgeractors.streams;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.jspecify.annotations.Nullable;

/**
 * Limits and waits of the stages. Immutable and thread-safe. The default values are those of {@code
 * ledger-actors.streams} in the configuration, where {@code reference.conf} describes each key.
 */
public final class LedgerStreamSettings {
    /** The path of the streams' section in the configuration. */
    public static final String CONFIG_PATH = "ledger-actors.streams";

    private final int maxEventsPerRequest;
    private final Duration maxChainWait;
    private final Duration minBackoff;
    private final Duration maxBackoff;
    private final Duration overloadTimeout;
    private final Duration unknownTimeout;
    private final Duration drainTimeout;
    private final Duration readyTimeout;
    private final int pageSize;
    private final Duration minPoll;
    private final Duration maxPoll;

    private LedgerStreamSettings(Values values) {
        maxEventsPerRequest = atLeastOne("max-events-per-request", values.maxEventsPerRequest);
        maxChainWait = positive("max-chain-wait", values.maxChainWait);
        minBackoff = positive("min-backoff", values.minBackoff);
        maxBackoff = positive("max-backoff", values.maxBackoff);
        overloadTimeout = positive("overload-timeout", values.overloadTimeout);
        unknownTimeout = notNegative("unknown-timeout", values.unknownTimeout);
        drainTimeout = positive("drain-timeout", values.drainTimeout);
        readyTimeout = positive("ready-timeout", values.readyTimeout);
        pageSize = atLeastOne("page-size", values.pageSize);
        minPoll = positive("min-poll", values.minPoll);
        maxPoll = positive("max-poll", values.maxPoll);
        notLonger("min-backoff", minBackoff, "max-backoff", maxBackoff);
        notLonger("min-poll", minPoll, "max-poll", maxPoll);
    }

    /**
     * Reads the settings at {@link #CONFIG_PATH} of the system's configuration.
     *
     * @throws IllegalArgumentException if a value is missing, of the wrong type or out of range; the message names the
     *     key and what it may be
     */
    public static LedgerStreamSettings create(ClassicActorSystemProvider system) {
        return create(system.classicSystem().settings().config().getConfig(CONFIG_PATH));
    }

    /**
     * Reads the settings from a section that has the keys of {@link #CONFIG_PATH}.
     *
     * @throws IllegalArgumentException if a value is missing, of the wrong type or out of range; the message names the
     *     key, as if it stood at {@link #CONFIG_PATH}, and what it may be
     */
    public static LedgerStreamSettings create(Config config) {
        ConfigSection section = new ConfigSection(CONFIG_PATH, config);
        Values values = new Values();
        values.maxEventsPerRequest = section.number("max-events-per-request", "a number of events, at least 1");
        values.maxChainWait = section.time("max-chain-wait", "longer than 0, such as 1 minute");
        values.minBackoff = section.time("min-backoff", "longer than 0, such as 10 ms");
        values.maxBackoff = section.time("max-backoff", "longer than 0, such as 1 s");
        values.overloadTimeout = section.time("overload-timeout", "longer than 0, such as 1 minute");
        values.unknownTimeout = section.time("unknown-timeout", "0 or longer, such as 1 minute");
        values.drainTimeout = section.time("drain-timeout", "longer than 0, such as 5 s");
        values.readyTimeout = section.time("ready-timeout", "longer than 0, such as 1 minute");
        values.pageSize = section.number("page-size", "a number of objects, at least 1");
        values.minPoll = section.time("min-poll", "longer than 0, such as 10 ms");
        values.maxPoll = section.time("max-poll", "longer than 0, such as 500 ms");
        return new LedgerStreamSettings(values);
    }

    /** Returns how many events a request holds at most; at least 1. The ledger may take fewer. */
    public int maxEventsPerRequest() {
        return maxEventsPerRequest;
    }

    /** Returns how long the upstream may pause within a chain before the stage fails. */
    public Duration maxChainWait() {
        return maxChainWait;
    }

    /** Returns the first wait before a request is sent again. */
    public Duration minBackoff() {
        return minBackoff;
    }

    /** Returns the longest wait before a request is sent again. */
    public Duration maxBackoff() {
        return maxBackoff;
    }

    /** Returns how long a request that is refused as OVERLOADED is sent again before the stage fails. */
    public Duration overloadTimeout() {
        return overloadTimeout;
    }

    /** Returns how long a stage tries to find out an unknown outcome before it fails; with zero it fails at once. */
    public Duration unknownTimeout() {
        return unknownTimeout;
    }

    /** Returns how long a stage that is about to fail waits for the replies to its other requests. */
    public Duration drainTimeout() {
        return drainTimeout;
    }

    /** Returns how long a stage that starts waits for a session with the ledger. */
    public Duration readyTimeout() {
        return readyTimeout;
    }

    /** Returns how many objects a source requests at a time; at least 1. The ledger may return fewer. */
    public int pageSize() {
        return pageSize;
    }

    /** Returns the first wait of a live source after an empty page. */
    public Duration minPoll() {
        return minPoll;
    }

    /** Returns the longest wait of a live source after an empty page. */
    public Duration maxPoll() {
        return maxPoll;
    }

    /**
     * Returns a copy with another {@link #maxEventsPerRequest()}.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withMaxEventsPerRequest(int events) {
        Values values = new Values(this);
        values.maxEventsPerRequest = events;
        return new LedgerStreamSettings(values);
    }

    /**
     * Returns a copy with another {@link #maxChainWait()}.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withMaxChainWait(Duration wait) {
        Values values = new Values(this);
        values.maxChainWait = wait;
        return new LedgerStreamSettings(values);
    }

    /**
     * Returns a copy with another {@link #minBackoff()}. It must not be longer than {@link #maxBackoff()}.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withMinBackoff(Duration wait) {
        Values values = new Values(this);
        values.minBackoff = wait;
        return new LedgerStreamSettings(values);
    }

    /**
     * Returns a copy with another {@link #maxBackoff()}. It must not be shorter than {@link #minBackoff()}.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withMaxBackoff(Duration wait) {
        Values values = new Values(this);
        values.maxBackoff = wait;
        return new LedgerStreamSettings(values);
    }

    /**
     * Returns a copy with another {@link #overloadTimeout()}.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withOverloadTimeout(Duration timeout) {
        Values values = new Values(this);
        values.overloadTimeout = timeout;
        return new LedgerStreamSettings(values);
    }

    /**
     * Returns a copy with another {@link #unknownTimeout()}. With zero, unknown outcomes are not found out.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withUnknownTimeout(Duration timeout) {
        Values values = new Values(this);
        values.unknownTimeout = timeout;
        return new LedgerStreamSettings(values);
    }

    /**
     * Returns a copy with another {@link #drainTimeout()}.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withDrainTimeout(Duration timeout) {
        Values values = new Values(this);
        values.drainTimeout = timeout;
        return new LedgerStreamSettings(values);
    }

    /**
     * Returns a copy with another {@link #readyTimeout()}.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withReadyTimeout(Duration timeout) {
        Values values = new Values(this);
        values.readyTimeout = timeout;
        return new LedgerStreamSettings(values);
    }

    /**
     * Returns a copy with another {@link #pageSize()}.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withPageSize(int objects) {
        Values values = new Values(this);
        values.pageSize = objects;
        return new LedgerStreamSettings(values);
    }

    /**
     * Returns a copy with another {@link #minPoll()}. It must not be longer than {@link #maxPoll()}.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withMinPoll(Duration wait) {
        Values values = new Values(this);
        values.minPoll = wait;
        return new LedgerStreamSettings(values);
    }

    /**
     * Returns a copy with another {@link #maxPoll()}. It must not be shorter than {@link #minPoll()}.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public LedgerStreamSettings withMaxPoll(Duration wait) {
        Values values = new Values(this);
        values.maxPoll = wait;
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
                && drainTimeout.equals(that.drainTimeout)
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
                drainTimeout,
                readyTimeout,
                pageSize,
                minPoll,
                maxPoll);
    }

    @Override
    public String toString() {
        return "LedgerStreamSettings(maxEventsPerRequest=" + maxEventsPerRequest
                + ", maxChainWait=" + maxChainWait
                + ", minBackoff=" + minBackoff
                + ", maxBackoff=" + maxBackoff
                + ", overloadTimeout=" + overloadTimeout
                + ", unknownTimeout=" + unknownTimeout
                + ", drainTimeout=" + drainTimeout
                + ", readyTimeout=" + readyTimeout
                + ", pageSize=" + pageSize
                + ", minPoll=" + minPoll
                + ", maxPoll=" + maxPoll
                + ")";
    }

    private static int atLeastOne(String key, int value) {
        if (value < 1) {
            throw outOfRange(key, "be at least 1", value);
        }
        return value;
    }

    private static Duration positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw outOfRange(key, "be longer than 0", value);
        }
        return value;
    }

    private static Duration notNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw outOfRange(key, "not be negative", value);
        }
        return value;
    }

    private static void notLonger(String minKey, Duration min, String maxKey, Duration max) {
        if (min.compareTo(max) > 0) {
            throw outOfRange(minKey, "not be longer than " + CONFIG_PATH + "." + maxKey + ", " + max, min);
        }
    }

    private static IllegalArgumentException outOfRange(String key, String must, Object value) {
        return new IllegalArgumentException(CONFIG_PATH + "." + key + " must " + must + ", but is " + value);
    }

    // The values of new settings before they are checked.
    private static final class Values {
        private int maxEventsPerRequest = 1;
        private Duration maxChainWait = Duration.ZERO;
        private Duration minBackoff = Duration.ZERO;
        private Duration maxBackoff = Duration.ZERO;
        private Duration overloadTimeout = Duration.ZERO;
        private Duration unknownTimeout = Duration.ZERO;
        private Duration drainTimeout = Duration.ZERO;
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
            drainTimeout = settings.drainTimeout;
            readyTimeout = settings.readyTimeout;
            pageSize = settings.pageSize;
            minPoll = settings.minPoll;
            maxPoll = settings.maxPoll;
        }
    }
}

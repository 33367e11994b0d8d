package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.batching.QueueBounds;
import io.ledgeractors.actors.internal.batching.Timing;
import io.ledgeractors.actors.internal.config.ConfigSection;
import io.ledgeractors.actors.internal.session.BatcherShell;
import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.actors.internal.session.LedgerStatus;
import io.ledgeractors.actors.internal.session.ReentrantAsks;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.TransferCodec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * The settings of the batcher; keys and their reasons are in {@code reference.conf} under {@code
 * ledger-actors.batcher}. Immutable.
 */
public final class BatcherSettings {
    private static final Duration GATHER_AT_MOST = Duration.ofMillis(10);
    private static final Duration LINGER_AT_MOST = Duration.ofSeconds(1);
    private static final Duration ASK_TIMEOUT_AT_MOST = Duration.ofDays(365);
    private static final Duration BACKOFF_AT_MOST = Duration.ofDays(1);
    private static final Duration DRAIN_AT_MOST = Duration.ofDays(1);
    private static final String PATH = LedgerSettings.PATH + ".batcher";

    private static final int EVENTS_AT_LEAST = Header.BODY_MAX / TransferCodec.SIZE;
    private static final long BYTES_AT_LEAST = Header.BODY_MAX;

    private static final String EVENTS = "at least " + EVENTS_AT_LEAST + ", so that a full request can wait";
    private static final String BYTES = "at least " + BYTES_AT_LEAST + ", so that a full request can wait";
    private static final String GATHER = "between 0 and 10 ms";
    private static final String LINGER = "between 0 and 1 s";
    private static final String ASK_TIMEOUT = "off, or above 0 and at most 365 days";
    private static final String MIN_BACKOFF = "above 0 and at most 1 day";
    private static final String MAX_BACKOFF = "between min-backoff and 1 day";
    private static final String DRAIN = "between 0 and 1 day";

    /** The settings of {@code reference.conf}. */
    public static final BatcherSettings DEFAULT = new BatcherSettings(
            131_072,
            32L << 20,
            Duration.ofNanos(200_000),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMillis(50),
            Duration.ofMinutes(1),
            Duration.ofSeconds(3));

    private final int maxQueuedEvents;
    private final long maxQueuedBytes;
    private final Duration maxGatherGap;
    private final Duration linger;
    private final Duration askTimeout;
    private final Duration minBackoff;
    private final Duration maxBackoff;
    private final Duration drainTimeout;

    private BatcherSettings(
            int maxQueuedEvents,
            long maxQueuedBytes,
            Duration maxGatherGap,
            Duration linger,
            Duration askTimeout,
            Duration minBackoff,
            Duration maxBackoff,
            Duration drainTimeout) {
        check(maxQueuedEvents >= EVENTS_AT_LEAST, "max-queued-events", EVENTS, maxQueuedEvents);
        check(maxQueuedBytes >= BYTES_AT_LEAST, "max-queued-bytes", BYTES, maxQueuedBytes);
        check(isBetween(maxGatherGap, GATHER_AT_MOST), "max-gather-gap", GATHER, maxGatherGap);
        check(isBetween(linger, LINGER_AT_MOST), "linger", LINGER, linger);
        check(isBetween(askTimeout, ASK_TIMEOUT_AT_MOST), "ask-timeout", ASK_TIMEOUT, askTimeout);
        check(!minBackoff.isZero() && isBetween(minBackoff, BACKOFF_AT_MOST), "min-backoff", MIN_BACKOFF, minBackoff);
        check(
                maxBackoff.compareTo(minBackoff) >= 0 && isBetween(maxBackoff, BACKOFF_AT_MOST),
                "max-backoff",
                MAX_BACKOFF,
                maxBackoff);
        check(isBetween(drainTimeout, DRAIN_AT_MOST), "drain-timeout", DRAIN, drainTimeout);
        this.maxQueuedEvents = maxQueuedEvents;
        this.maxQueuedBytes = maxQueuedBytes;
        this.maxGatherGap = maxGatherGap;
        this.linger = linger;
        this.askTimeout = askTimeout;
        this.minBackoff = minBackoff;
        this.maxBackoff = maxBackoff;
        this.drainTimeout = drainTimeout;
    }

    /**
     * Returns the settings at {@code ledger-actors.batcher} of a system's configuration.
     *
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    public static BatcherSettings create(ClassicActorSystemProvider system) {
        return create(system.classicSystem().settings().config().getConfig(PATH));
    }

    /**
     * Returns the settings of a section of the configuration.
     *
     * @param config the section {@code ledger-actors.batcher}, with the defaults of {@code reference.conf}
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    public static BatcherSettings create(Config config) {
        return create(new ConfigSection(PATH, config));
    }

    static BatcherSettings create(ConfigSection batcher) {
        return new BatcherSettings(
                batcher.number("max-queued-events", EVENTS),
                batcher.bytes("max-queued-bytes", BYTES),
                batcher.time("max-gather-gap", GATHER),
                batcher.time("linger", LINGER),
                askTimeout(batcher),
                batcher.time("min-backoff", MIN_BACKOFF),
                batcher.time("max-backoff", MAX_BACKOFF),
                batcher.time("drain-timeout", DRAIN));
    }

    /** Returns how many events may wait, at least 8,190. The request in flight is not counted. */
    public int maxQueuedEvents() {
        return maxQueuedEvents;
    }

    /** Returns how many bytes of events may wait, at least 1,048,320. The request in flight is not counted. */
    public long maxQueuedBytes() {
        return maxQueuedBytes;
    }

    /**
     * Returns the longest time from ask to ask that a request waits for the askers that were just answered, 0 to 10 ms.
     * The batcher waits only while that pays, and 0 switches it off.
     */
    public Duration maxGatherGap() {
        return maxGatherGap;
    }

    /** Returns how long an ask that finds nothing waiting waits for others to join its request, 0 to 1 s. */
    public Duration linger() {
        return linger;
    }

    /** Returns the time-out of interactive asks that have none of their own, at most 365 days. 0: none. */
    public Duration askTimeout() {
        return askTimeout;
    }

    /** Returns the first wait before a new session, above 0 and at most 1 day. */
    public Duration minBackoff() {
        return minBackoff;
    }

    /** Returns the longest wait before a new session, from {@link #minBackoff} to 1 day. */
    public Duration maxBackoff() {
        return maxBackoff;
    }

    /**
     * Returns how long a shutdown waits for asks that are queued or in flight, 0 to 1 day. It must be below the
     * time-out of Pekko's phase {@code before-actor-system-terminate}.
     */
    public Duration drainTimeout() {
        return drainTimeout;
    }

    /** Returns these settings with another bound of events; see {@link #maxQueuedEvents}. */
    public BatcherSettings withMaxQueuedEvents(int value) {
        return new BatcherSettings(
                value, maxQueuedBytes, maxGatherGap, linger, askTimeout, minBackoff, maxBackoff, drainTimeout);
    }

    /** Returns these settings with another bound of bytes; see {@link #maxQueuedBytes}. */
    public BatcherSettings withMaxQueuedBytes(long value) {
        return new BatcherSettings(
                maxQueuedEvents, value, maxGatherGap, linger, askTimeout, minBackoff, maxBackoff, drainTimeout);
    }

    /** Returns these settings with another gap; see {@link #maxGatherGap}. */
    public BatcherSettings withMaxGatherGap(Duration value) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, value, linger, askTimeout, minBackoff, maxBackoff, drainTimeout);
    }

    /** Returns these settings with another linger time; see {@link #linger}. */
    public BatcherSettings withLinger(Duration value) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, maxGatherGap, value, askTimeout, minBackoff, maxBackoff, drainTimeout);
    }

    /** Returns these settings with another time-out of interactive asks; zero: none; see {@link #askTimeout}. */
    public BatcherSettings withAskTimeout(Duration value) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, maxGatherGap, linger, value, minBackoff, maxBackoff, drainTimeout);
    }

    /** Returns these settings with another first wait before a new session; see {@link #minBackoff}. */
    public BatcherSettings withMinBackoff(Duration value) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, maxGatherGap, linger, askTimeout, value, maxBackoff, drainTimeout);
    }

    /** Returns these settings with another longest wait before a new session; see {@link #maxBackoff}. */
    public BatcherSettings withMaxBackoff(Duration value) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, maxGatherGap, linger, askTimeout, minBackoff, value, drainTimeout);
    }

    /** Returns these settings with another time for draining at a shutdown; see {@link #drainTimeout}. */
    public BatcherSettings withDrainTimeout(Duration value) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, maxGatherGap, linger, askTimeout, minBackoff, maxBackoff, value);
    }

    private static Duration askTimeout(ConfigSection batcher) {
        if (batcher.isOff("ask-timeout")) {
            return Duration.ZERO;
        }
        Duration timeout = batcher.time("ask-timeout", ASK_TIMEOUT);
        check(!timeout.isZero(), "ask-timeout", ASK_TIMEOUT, timeout);
        return timeout;
    }

    /** Returns the dependencies of a batcher with these settings. */
    BatcherShell.Dependencies dependencies(
            Connection connection,
            LedgerRecorder recorder,
            LedgerEnvironment environment,
            LedgerStatus status,
            ReentrantAsks reentrantAsks) {
        RandomGenerator random = environment.random();
        return new BatcherShell.Dependencies(
                new QueueBounds(maxQueuedEvents, maxQueuedBytes),
                new Timing(maxGatherGap.toNanos(), linger.toNanos(), askTimeout.toNanos()),
                minBackoff,
                maxBackoff,
                connection,
                recorder,
                environment.clock(),
                environment.alarms(),
                random == null ? RandomGenerator.getDefault() : random,
                environment.interceptor(),
                status,
                reentrantAsks);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BatcherSettings settings && values().equals(settings.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "BatcherSettings" + values();
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("max-queued-events", maxQueuedEvents);
        values.put("max-queued-bytes", maxQueuedBytes);
        values.put("max-gather-gap", maxGatherGap);
        values.put("linger", linger);
        values.put("ask-timeout", askTimeout);
        values.put("min-backoff", minBackoff);
        values.put("max-backoff", maxBackoff);
        values.put("drain-timeout", drainTimeout);
        return values;
    }

    private static boolean isBetween(Duration duration, Duration most) {
        return !duration.isNegative() && duration.compareTo(most) <= 0;
    }

    private static void check(boolean holds, String key, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(PATH + "." + key + " must be " + rule + ", but is " + value);
        }
    }
}

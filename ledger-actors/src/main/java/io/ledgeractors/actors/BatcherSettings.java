package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.batching.QueueLimits;
import io.ledgeractors.actors.internal.batching.Timing;
import io.ledgeractors.actors.internal.config.ConfigSection;
import io.ledgeractors.actors.internal.session.BatcherShell;
import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.actors.internal.session.LedgerStatus;
import io.ledgeractors.actors.internal.session.ReentrantAsks;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.port.Clock;
import java.time.Duration;

/**
 * How the batcher behaves; keys and their reasons are in {@code reference.conf} under {@code
 * ledger-actors.batcher}. Immutable.
 *
 * @param maxQueuedEvents events that may wait, the request in flight not counted; at least 8,190
 * @param maxQueuedBytes bytes of events that may wait; at least 1,048,320
 * @param maxGatherGap how long a request waits, from ask to ask, for the next asks of those who were just answered, if
 *     that pays; 0 to 10 ms, 0: not at all
 * @param linger how long an ask that finds nothing waiting waits for others to join its request; 0 to 1 s
 * @param askTimeout after which an interactive ask is answered that has no time-out of its own, at most 365 days; zero:
 *     never
 * @param minBackoff first wait before a new session, above 0 and at most 1 day
 * @param maxBackoff longest wait before a new session, from {@code minBackoff} to 1 day
 * @param drainTimeout how long a shutdown waits for what is queued, 0 to 1 day; it must be below the time-out of Pekko's
 *     phase {@code before-actor-system-terminate}
 */
public record BatcherSettings(
        int maxQueuedEvents,
        long maxQueuedBytes,
        Duration maxGatherGap,
        Duration linger,
        Duration askTimeout,
        Duration minBackoff,
        Duration maxBackoff,
        Duration drainTimeout) {
    private static final Duration GATHER_AT_MOST = Duration.ofMillis(10);
    private static final Duration LINGER_AT_MOST = Duration.ofSeconds(1);
    private static final Duration ASK_TIMEOUT_AT_MOST = Duration.ofDays(365);
    private static final Duration BACKOFF_AT_MOST = Duration.ofDays(1);
    private static final Duration DRAIN_AT_MOST = Duration.ofDays(1);
    private static final String PATH = LedgerSettings.PATH + ".batcher";

    private static final String EVENTS = "at least 8190, so that a full request can wait";
    private static final String BYTES = "at least 1048320, so that a full request can wait";
    private static final String GATHER = "between 0 and 10 ms";
    private static final String LINGER = "between 0 and 1 s";
    private static final String ASK_TIMEOUT = "off, or above 0 and at most 365 days";
    private static final String MIN_BACKOFF = "above 0 and at most 1 day";
    private static final String MAX_BACKOFF = "between min-backoff and 1 day";
    private static final String DRAIN = "between 0 and 1 day";

    /** Those of {@code reference.conf}. */
    public static final BatcherSettings DEFAULT = new BatcherSettings(
            131_072,
            32L << 20,
            Duration.ofNanos(200_000),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMillis(50),
            Duration.ofMinutes(1),
            Duration.ofSeconds(3));

    private static final int EVENTS_AT_LEAST = 8_190;
    private static final long BYTES_AT_LEAST = 1_048_320;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the key that has an impossible value
     */
    public BatcherSettings {
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
    }

    static BatcherSettings create(Config config) {
        ConfigSection batcher = new ConfigSection(LedgerSettings.PATH, config).section("batcher");
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

    /** The same with another bound of events. */
    public BatcherSettings withMaxQueuedEvents(int events) {
        return new BatcherSettings(
                events, maxQueuedBytes, maxGatherGap, linger, askTimeout, minBackoff, maxBackoff, drainTimeout);
    }

    /** The same with another bound of bytes. */
    public BatcherSettings withMaxQueuedBytes(long bytes) {
        return new BatcherSettings(
                maxQueuedEvents, bytes, maxGatherGap, linger, askTimeout, minBackoff, maxBackoff, drainTimeout);
    }

    /** The same with another greatest wait for those who were just answered. */
    public BatcherSettings withMaxGather(Duration most) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, most, linger, askTimeout, minBackoff, maxBackoff, drainTimeout);
    }

    /** The same with another linger time. */
    public BatcherSettings withLinger(Duration time) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, maxGatherGap, time, askTimeout, minBackoff, maxBackoff, drainTimeout);
    }

    /** The same with another time-out of interactive asks; zero: none. */
    public BatcherSettings withAskTimeout(Duration timeout) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, maxGatherGap, linger, timeout, minBackoff, maxBackoff, drainTimeout);
    }

    /** The same with other waits before a new session. */
    public BatcherSettings withBackoff(Duration min, Duration max) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, maxGatherGap, linger, askTimeout, min, max, drainTimeout);
    }

    /** The same with another limit for draining at shutdown. */
    public BatcherSettings withDrainTimeout(Duration timeout) {
        return new BatcherSettings(
                maxQueuedEvents, maxQueuedBytes, maxGatherGap, linger, askTimeout, minBackoff, maxBackoff, timeout);
    }

    private static Duration askTimeout(ConfigSection batcher) {
        if (batcher.isOff("ask-timeout")) {
            return Duration.ZERO;
        }
        Duration timeout = batcher.time("ask-timeout", ASK_TIMEOUT);
        check(!timeout.isZero(), "ask-timeout", ASK_TIMEOUT, timeout);
        return timeout;
    }

    /** Returns what a batcher with these settings is made with. */
    BatcherShell.Dependencies dependencies(
            Connection connection,
            LedgerRecorder recorder,
            Clock clock,
            LedgerStatus status,
            ReentrantAsks reentrantAsks) {
        return new BatcherShell.Dependencies(
                new QueueLimits(maxQueuedEvents, maxQueuedBytes),
                new Timing(maxGatherGap.toNanos(), linger.toNanos(), askTimeout.toNanos()),
                minBackoff,
                maxBackoff,
                connection,
                recorder,
                clock,
                status,
                reentrantAsks);
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

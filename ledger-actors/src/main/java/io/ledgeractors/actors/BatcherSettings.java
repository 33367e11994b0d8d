package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.actors.batcher.QueueLimits;
import io.ledgeractors.actors.batcher.Timing;
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
 * @param askTimeout after which an interactive ask is answered that has no time-out of its own; zero: never
 * @param minBackoff first wait before a new session
 * @param maxBackoff longest wait before a new session
 * @param drainTimeout how long a shutdown waits for what is queued
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
        check(
                maxQueuedEvents >= EVENTS_AT_LEAST,
                "max-queued-events",
                "must be at least " + EVENTS_AT_LEAST + ", so that a full request can wait");
        check(
                maxQueuedBytes >= BYTES_AT_LEAST,
                "max-queued-bytes",
                "must be at least " + BYTES_AT_LEAST + ", so that a full request can wait");
        check(isBetween(maxGatherGap, GATHER_AT_MOST), "max-gather-gap", "must be between 0 and 10 ms");
        check(isBetween(linger, LINGER_AT_MOST), "linger", "must be between 0 and 1 s");
        check(!askTimeout.isNegative(), "ask-timeout", "must be off or positive");
        check(isPositive(minBackoff), "min-backoff", "must be positive");
        check(maxBackoff.compareTo(minBackoff) >= 0, "max-backoff", "must not be below min-backoff");
        check(!drainTimeout.isNegative(), "drain-timeout", "must not be negative");
    }

    static BatcherSettings create(Config config) {
        Config batcher = config.getConfig("batcher");
        return new BatcherSettings(
                batcher.getInt("max-queued-events"),
                batcher.getBytes("max-queued-bytes"),
                batcher.getDuration("max-gather-gap"),
                batcher.getDuration("linger"),
                askTimeout(batcher),
                batcher.getDuration("min-backoff"),
                batcher.getDuration("max-backoff"),
                batcher.getDuration("drain-timeout"));
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

    private static Duration askTimeout(Config batcher) {
        return batcher.getString("ask-timeout").equals("off") ? Duration.ZERO : batcher.getDuration("ask-timeout");
    }

    QueueLimits queueLimits() {
        return new QueueLimits(maxQueuedEvents, maxQueuedBytes);
    }

    Timing timing() {
        return new Timing(maxGatherGap.toNanos(), linger.toNanos(), askTimeout.toNanos());
    }

    private static boolean isBetween(Duration duration, Duration most) {
        return !duration.isNegative() && duration.compareTo(most) <= 0;
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void check(boolean holds, String key, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("ledger-actors.batcher." + key + " " + rule);
        }
    }
}

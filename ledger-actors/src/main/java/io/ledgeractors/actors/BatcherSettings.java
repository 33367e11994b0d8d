package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.actors.batcher.QueueLimits;
import java.time.Duration;

/**
 * How the batcher behaves; keys and their reasons are in {@code reference.conf} under {@code
 * ledger-actors.batcher}. Immutable.
 *
 * @param maxQueuedEvents events that may wait, the request in flight not counted; at least 8,190
 * @param maxQueuedBytes bytes of events that may wait; at least 1,048,320
 * @param minBackoff first wait before a new session
 * @param maxBackoff longest wait before a new session
 * @param drainTimeout how long a shutdown waits for what is queued
 */
public record BatcherSettings(
        int maxQueuedEvents, long maxQueuedBytes, Duration minBackoff, Duration maxBackoff, Duration drainTimeout) {
    /** Those of {@code reference.conf}. */
    public static final BatcherSettings DEFAULT = new BatcherSettings(
            131_072, 32L << 20, Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofSeconds(3));

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
        check(isPositive(minBackoff), "min-backoff", "must be positive");
        check(maxBackoff.compareTo(minBackoff) >= 0, "max-backoff", "must not be below min-backoff");
        check(!drainTimeout.isNegative(), "drain-timeout", "must not be negative");
    }

    static BatcherSettings create(Config config) {
        Config batcher = config.getConfig("batcher");
        return new BatcherSettings(
                batcher.getInt("max-queued-events"),
                batcher.getBytes("max-queued-bytes"),
                batcher.getDuration("min-backoff"),
                batcher.getDuration("max-backoff"),
                batcher.getDuration("drain-timeout"));
    }

    /** The same with another bound of events. */
    public BatcherSettings withMaxQueuedEvents(int events) {
        return new BatcherSettings(events, maxQueuedBytes, minBackoff, maxBackoff, drainTimeout);
    }

    /** The same with another bound of bytes. */
    public BatcherSettings withMaxQueuedBytes(long bytes) {
        return new BatcherSettings(maxQueuedEvents, bytes, minBackoff, maxBackoff, drainTimeout);
    }

    /** The same with other waits before a new session. */
    public BatcherSettings withBackoff(Duration min, Duration max) {
        return new BatcherSettings(maxQueuedEvents, maxQueuedBytes, min, max, drainTimeout);
    }

    /** The same with another limit for draining at shutdown. */
    public BatcherSettings withDrainTimeout(Duration timeout) {
        return new BatcherSettings(maxQueuedEvents, maxQueuedBytes, minBackoff, maxBackoff, timeout);
    }

    QueueLimits queueLimits() {
        return new QueueLimits(maxQueuedEvents, maxQueuedBytes);
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

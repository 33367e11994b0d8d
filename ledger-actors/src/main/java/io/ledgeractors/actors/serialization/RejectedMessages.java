package io.ledgeractors.actors.serialization;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs messages from other nodes that cannot be read, at most one line a minute, so that no node can fill a disk with
 * lines. Thread-safe.
 */
final class RejectedMessages {
    static final long PERIOD = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(RejectedMessages.class);

    private final LongSupplier monotonic;
    private boolean hasLogged;
    private long lastLine;
    private long since;

    /**
     * Creates the log.
     *
     * @param monotonic ns of a clock that never goes back
     */
    RejectedMessages(LongSupplier monotonic) {
        this.monotonic = monotonic;
    }

    /** Logs a message, or counts it. Returns true if it was logged. */
    boolean rejected(String manifest, String why) {
        long others;
        synchronized (this) {
            long now = monotonic.getAsLong();
            if (hasLogged && now - lastLine < PERIOD) {
                since++;
                return false;
            }
            others = since;
            hasLogged = true;
            lastLine = now;
            since = 0;
        }
        LOG.warn(
                "A message [{}] from another node cannot be read: {}. {} others since the last such line.",
                manifest,
                why,
                others);
        return true;
    }
}

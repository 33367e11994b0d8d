package io.ledgeractors.embedded.server;

import java.time.Duration;

/**
 * How fast a frame comes that holds memory for which others may wait. Pure; for one thread.
 *
 * <p>A peer that sends a byte now and then never stalls, so the bytes that came are compared with those that are due.
 */
final class FramePace {
    /** A frame has to come at a rate at which it is complete after this time. */
    static final Duration WHOLE = Duration.ofSeconds(1);

    /** A frame is slow if nothing came for so long. As long it may be behind its rate. */
    static final Duration STALLED = Duration.ofMillis(200);

    private long began;
    private long last;
    private long size;
    private long received;

    /** A frame of so many bytes begins. */
    void begin(int bytes, long now) {
        began = now;
        last = now;
        size = bytes;
        received = 0;
    }

    /** More of the frame came. */
    void came(int bytes, long now) {
        received += bytes;
        last = now;
    }

    /** True if nothing came for too long, or less than is due. */
    boolean isSlow(long now) {
        long due = size * (now - began - STALLED.toNanos()) / WHOLE.toNanos();
        return received < due || now - last >= STALLED.toNanos();
    }
}

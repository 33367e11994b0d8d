package io.ledgeractors.embedded.server;

import java.time.Duration;

/**
 * Measures how fast a frame arrives for which a connection holds memory that others may wait for. Pure; for one thread.
 *
 * <p>A peer that sends a byte now and then never stalls, so the bytes that came are compared with the bytes that are
 * due.
 */
final class FramePace {
    /** A frame must arrive at a rate at which it is complete after this time. */
    static final Duration WHOLE = Duration.ofSeconds(1);

    /** A frame is slow if nothing came for this time, or if it is behind its rate by more than this time. */
    static final Duration STALLED = Duration.ofMillis(200);

    private long began;
    private long last;
    private long size;
    private long received;

    /** Notes that a frame of so many bytes begins. */
    void begin(int bytes, long now) {
        began = now;
        last = now;
        size = bytes;
        received = 0;
    }

    /** Notes that so many bytes more of the frame came. */
    void came(int bytes, long now) {
        received += bytes;
        last = now;
    }

    /** Returns true if nothing came for too long, or fewer bytes than are due. */
    boolean isSlow(long now) {
        long due = size * (now - began - STALLED.toNanos()) / WHOLE.toNanos();
        return received < due || now - last >= STALLED.toNanos();
    }
}

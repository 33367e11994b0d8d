package io.ledgeractors.embedded.server;

import java.time.Duration;

/**
 * How long a server waits for a peer that has begun something, and for the first frame of one that has not. Who has
 * sent a valid frame may then stay silent for ever.
 *
 * @param idle from the connection to the first valid frame; clients ping every 30 s at the latest
 * @param header from the first byte of a header to its last
 * @param body from the last byte of a header to the last of its body
 * @param unread for a peer to read an answer that its connection did not take at once
 */
public record Timeouts(Duration idle, Duration header, Duration body, Duration unread) {
    /** What servers use. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));
}

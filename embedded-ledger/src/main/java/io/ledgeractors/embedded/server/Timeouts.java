package io.ledgeractors.embedded.server;

import java.time.Duration;

/**
 * The times that a server waits for a peer. A peer that has sent a valid frame may stay silent for ever.
 *
 * @param idle from the connection to the first valid frame; clients ping every 30 s at the latest
 * @param header from the first byte of a header to its last
 * @param body from the last byte of a header to the last of its body
 * @param unread from a reply that the connection did not take at once until the peer has read it
 */
public record Timeouts(Duration idle, Duration header, Duration body, Duration unread) {
    /** The timeouts of servers in production. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));
}

package io.ledgeractors.embedded.server;

import java.time.Duration;

/**
 * How long a server waits for a peer that has begun something. Who has begun nothing may stay silent for ever.
 *
 * @param header from the first byte of a header to its last
 * @param body from the last byte of a header to the last of its body
 * @param unread for a peer that does not read what is sent to it
 */
public record Timeouts(Duration header, Duration body, Duration unread) {
    /** What servers use. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));
}

package io.ledgeractors.embedded.server;

/**
 * What a server takes on.
 *
 * @param connections at most; one more is closed at once, unless one without a session can go
 * @param bytes of memory at most for large frames that come, and as many again for answers that are not read yet; at
 *     least 2 MiB
 */
public record ServerLimits(int connections, long bytes) {}

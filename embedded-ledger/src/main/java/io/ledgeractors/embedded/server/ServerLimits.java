package io.ledgeractors.embedded.server;

/**
 * The limits of a server.
 *
 * @param connections greatest number of connections. A further one is closed at once, unless an idle connection without
 *     a session can be closed for it
 * @param bytes greatest memory for large frames on their way in, and as many again for replies that are not read yet;
 *     at least 2 MiB
 */
public record ServerLimits(int connections, long bytes) {}

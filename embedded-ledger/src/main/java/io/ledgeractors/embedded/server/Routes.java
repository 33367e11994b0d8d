package io.ledgeractors.embedded.server;

import io.ledgeractors.model.UInt128;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections that get the clients' replies. A client's first connection gets them, until the client pings on
 * another. Pure; for one thread. Source: protocol fact sheet, section 1.
 *
 * @param <C> a connection
 */
final class Routes<C> {
    private final Map<UInt128, C> byClient = new HashMap<>();

    /** Notes that a request of this client came on this connection. */
    void request(UInt128 client, C connection) {
        byClient.putIfAbsent(client, connection);
    }

    /** Notes that a ping of this client came on this connection; returns the connection to close for it, or null. */
    @Nullable
    C ping(UInt128 client, C connection) {
        C before = byClient.put(client, connection);
        return before == connection ? null : before;
    }

    /** Returns the connection for the replies to this client, or null if it has none. */
    @Nullable
    C of(UInt128 client) {
        return byClient.get(client);
    }

    /** Notes that a connection is closed. */
    void closed(UInt128 client, C connection) {
        byClient.remove(client, connection);
    }
}

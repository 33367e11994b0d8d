package io.ledgeractors.embedded.server;

import io.ledgeractors.model.UInt128;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which connection gets a client's answers: its first one, until the client pings on another. Pure; for one
 * thread. Source: protocol fact sheet, section 1.
 *
 * @param <C> a connection
 */
final class Routes<C> {
    private final Map<UInt128, C> byClient = new HashMap<>();

    /** A request of this client came on this connection. */
    void request(UInt128 client, C connection) {
        byClient.putIfAbsent(client, connection);
    }

    /** A ping of this client came on this connection; returns the one that has to be closed for it, or null. */
    @Nullable
    C ping(UInt128 client, C connection) {
        C before = byClient.put(client, connection);
        return before == connection ? null : before;
    }

    /** The connection for the answers to this client, or null: it has none. */
    @Nullable
    C of(UInt128 client) {
        return byClient.get(client);
    }

    /** A connection is gone. */
    void closed(UInt128 client, C connection) {
        byClient.remove(client, connection);
    }
}

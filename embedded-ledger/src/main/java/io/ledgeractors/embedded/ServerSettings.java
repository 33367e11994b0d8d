package io.ledgeractors.embedded;

import io.ledgeractors.session.ReplicaAddress;
import java.util.Objects;

/** How a ledger is served over TCP. Immutable and thread-safe. */
public final class ServerSettings {
    /** Connections at most, unless told otherwise. */
    public static final int DEFAULT_MAX_CONNECTIONS = 256;

    private final ReplicaAddress address;
    private final boolean allowRemote;
    private final int maxConnections;

    private ServerSettings(ReplicaAddress address, boolean allowRemote, int maxConnections) {
        this.address = Objects.requireNonNull(address, "address");
        this.allowRemote = allowRemote;
        if (maxConnections < 1 || maxConnections > 65_535) {
            throw new IllegalArgumentException("a server takes 1 to 65535 connections, not " + maxConnections);
        }
        this.maxConnections = maxConnections;
    }

    /** A server at this address, which must be a loopback one; port 0 picks a free one. */
    public static ServerSettings at(ReplicaAddress address) {
        return new ServerSettings(address, false, DEFAULT_MAX_CONNECTIONS);
    }

    /** A server on loopback at a free port. */
    public static ServerSettings onFreePort() {
        return at(new ReplicaAddress(ReplicaAddress.DEFAULT_HOST, 0));
    }

    /**
     * Lets the server listen where other machines reach it. The protocol knows neither passwords nor encryption:
     * whoever reaches the port may do everything.
     */
    public ServerSettings withAllowRemote(boolean allow) {
        return new ServerSettings(address, allow, maxConnections);
    }

    /**
     * With this many connections at most instead of 256, 1 to 65,535. Those beyond are closed at once, unless one
     * whose client has no session can go; the one that has been silent longest does.
     */
    public ServerSettings withMaxConnections(int connections) {
        return new ServerSettings(address, allowRemote, connections);
    }

    /** Where it listens. */
    public ReplicaAddress address() {
        return address;
    }

    /** True if other machines may reach it. */
    public boolean allowRemote() {
        return allowRemote;
    }

    /** Connections at most. */
    public int maxConnections() {
        return maxConnections;
    }

    @Override
    public String toString() {
        return "ServerSettings[" + address + (allowRemote ? ", remote allowed" : "") + ", at most " + maxConnections
                + " connections]";
    }
}

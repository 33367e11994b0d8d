package io.ledgeractors.embedded.server;

import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.model.UInt128;

/**
 * Serves the protocol over connections in memory, by the rules of {@link TcpServer}: frames are checked, each client
 * has one connection for its replies, and the ledger has at most one frame of a connection. Connections have no bounds
 * and no deadlines, because tests and simulations own both ends. One thread uses it, the one that steps the ledger.
 */
public final class MemoryServer {
    private final UInt128 cluster;
    private final ReplicaLoop loop;
    private final Routes<MemoryConnection> routes = new Routes<>();

    /**
     * Creates a server without connections.
     *
     * @param cluster id of the cluster that is served
     * @param loop takes the frames
     */
    public MemoryServer(UInt128 cluster, ReplicaLoop loop) {
        this.cluster = cluster;
        this.loop = loop;
    }

    /** Opens a connection. */
    public MemoryConnection connect(MemoryPeer peer) {
        return new MemoryConnection(cluster, loop, routes, peer);
    }
}

package io.ledgeractors.examples.cluster;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a run of several nodes is made of. Immutable.
 *
 * @param nodes number of nodes, 1 to {@link #NODES_MAX}
 * @param ledger addresses of the ledger; empty for an embedded ledger in this JVM, in memory
 * @param cluster id of the ledger's cluster
 * @param ports ports of the nodes, from node 1; empty for free ones
 * @param options gives the options of the JVM of a node
 */
public record ClusterSettings(
        int nodes,
        List<ReplicaAddress> ledger,
        UInt128 cluster,
        List<Integer> ports,
        IntFunction<List<String>> options) {
    /** Greatest number of nodes. Each has a JVM and a session. */
    public static final int NODES_MAX = 16;

    /**
     * Keeps copies of the lists.
     *
     * @throws IllegalArgumentException if the number of nodes is not 1 to {@link #NODES_MAX}
     */
    public ClusterSettings {
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new IllegalArgumentException("the number of nodes must be 1 to " + NODES_MAX + ", not " + nodes);
        }
        ledger = List.copyOf(ledger);
        ports = List.copyOf(ports);
    }

    /** Returns the settings of so many nodes on an embedded ledger in memory. */
    public static ClusterSettings inMemory(int nodes) {
        return new ClusterSettings(nodes, List.of(), UInt128.ZERO, List.of(), node -> List.of());
    }
}

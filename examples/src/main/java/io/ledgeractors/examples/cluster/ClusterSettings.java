package io.ledgeractors.examples.cluster;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The settings of a run of several nodes. Immutable.
 *
 * @param nodes number of nodes that are no gateways, at least 1
 * @param gateways number of gateways, which own the sessions of all nodes; 0 if each node has a session
 * @param ledger addresses of the ledger; empty for an embedded ledger in this JVM, in memory
 * @param cluster id of the ledger's cluster
 * @param ports ports of the nodes, from node 1; empty for free ones
 * @param options gives the options of the JVM of a node
 */
public record ClusterSettings(
        int nodes,
        int gateways,
        List<ReplicaAddress> ledger,
        UInt128 cluster,
        List<Integer> ports,
        IntFunction<List<String>> options) {
    /** Greatest number of nodes and gateways together, because each has a JVM. */
    public static final int NODES_MAX = 16;

    /**
     * Keeps copies of the lists.
     *
     * @throws IllegalArgumentException if a number is too small, or both together exceed {@link #NODES_MAX}
     */
    public ClusterSettings {
        if (nodes < 1 || gateways < 0 || nodes + gateways > NODES_MAX) {
            throw new IllegalArgumentException("there must be 1 to " + NODES_MAX + " nodes with their gateways, not "
                    + nodes + " and " + gateways + " gateways");
        }
        ledger = List.copyOf(ledger);
        ports = List.copyOf(ports);
    }

    /** Returns the settings of so many nodes and gateways on an embedded ledger in memory. */
    public static ClusterSettings inMemory(int nodes, int gateways) {
        return new ClusterSettings(nodes, gateways, List.of(), UInt128.ZERO, List.of(), node -> List.of());
    }

    /** Returns the number of all nodes. The gateways are the last of them. */
    public int all() {
        return nodes + gateways;
    }

    /** Returns how a node reaches the ledger. */
    NodeAccess access(int node) {
        if (gateways == 0) {
            return NodeAccess.SESSION;
        }
        return node > nodes ? NodeAccess.GATEWAY : NodeAccess.THROUGH_GATEWAYS;
    }

    /** Returns the name of a node, for people. */
    String name(int node) {
        return node > nodes ? "gateway " + (node - nodes) : "node " + node;
    }
}

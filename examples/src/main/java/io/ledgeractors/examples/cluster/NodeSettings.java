package io.ledgeractors.examples.cluster;

import io.ledgeractors.examples.shared.NodeAddress;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings that a node needs to start. They travel as the arguments of {@link ClusterNodeMain}. Immutable.
 *
 * @param number number of the node, 1 to {@code nodes}
 * @param nodes number of all nodes
 * @param access how the node reaches the ledger
 * @param identity number of the shop and of the wallets
 * @param port port of the node
 * @param seeds the nodes to join
 * @param ledger addresses of the ledger, in the order of the replicas
 * @param cluster id of the ledger's cluster
 * @param ended payments and transfers below these numbers have ended
 * @param begun payments and transfers below these numbers may have begun
 */
record NodeSettings(
        int number,
        int nodes,
        NodeAccess access,
        int identity,
        int port,
        List<NodeAddress> seeds,
        List<ReplicaAddress> ledger,
        UInt128 cluster,
        NodeLine.Begins ended,
        NodeLine.Begins begun) {
    /** Keeps copies of the lists. */
    NodeSettings {
        seeds = List.copyOf(seeds);
        ledger = List.copyOf(ledger);
    }

    /** Returns the arguments. */
    List<String> arguments() {
        return List.of(
                "number=" + number,
                "nodes=" + nodes,
                "access=" + access,
                "identity=" + identity,
                "port=" + port,
                "seeds=" + NodeAddress.list(seeds),
                "ledger=" + ledger.stream().map(ReplicaAddress::toString).collect(Collectors.joining(",")),
                "cluster=" + cluster,
                "payments=" + ended.payments() + "-" + begun.payments(),
                "transfers=" + ended.transfers() + "-" + begun.transfers());
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if one is missing or cannot be read
     */
    static NodeSettings parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            values.put(parts[0], parts.length < 2 ? "" : parts[1]);
        }
        String[] payments = value(values, "payments").split("-", 2);
        String[] transfers = value(values, "transfers").split("-", 2);
        return new NodeSettings(
                Integer.parseInt(value(values, "number")),
                Integer.parseInt(value(values, "nodes")),
                NodeAccess.valueOf(value(values, "access")),
                Integer.parseInt(value(values, "identity")),
                Integer.parseInt(value(values, "port")),
                NodeAddress.parseList(value(values, "seeds")),
                ReplicaAddress.parseList(value(values, "ledger")),
                UInt128.parse(value(values, "cluster")),
                new NodeLine.Begins(Integer.parseInt(payments[0]), Integer.parseInt(transfers[0])),
                new NodeLine.Begins(Integer.parseInt(payments[1]), Integer.parseInt(transfers[1])));
    }

    /** Returns the number that the n-th call of a node has in the plan of all nodes. */
    static int inPlan(int number, int node, int nodes) {
        return number * nodes + node - 1;
    }

    /** Returns the number that the n-th call of this node has in the plan of all nodes. */
    int inPlan(int n) {
        return inPlan(n, number, nodes);
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the argument " + key + "=... is missing; ./ledger cluster starts nodes");
        }
        return value;
    }
}

package io.ledgeractors.examples.payments;

import com.typesafe.config.Config;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.examples.shared.NodeAddress;
import io.ledgeractors.examples.shared.NodeConfig;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.typed.Cluster;

/** The membership of a node that a person started by hand. */
final class Member {
    /** What to tell a person who interrupts the payments of a node. */
    static final String ADVICE = "the other nodes finish the payments that this node has reserved";

    private static final int NODES_MAX = 64;
    private static final String HERE = "127.0.0.1";
    private static final String LEDGER = "ledger-actors.cluster.";

    private final int node;
    private final List<NodeAddress> seeds;
    private final Config base;

    /**
     * Creates the membership.
     *
     * @param node number of the node
     * @param seeds addresses of node 1, 2 and so on
     * @param base the configuration of the command
     * @throws BadInputException if the number is not 1 to 64, or each node would have a ledger of its own
     */
    Member(int node, List<NodeAddress> seeds, Config base) {
        if (node < 1 || node > NODES_MAX) {
            throw new BadInputException(
                    "--node " + node + ": must be 1 to " + NODES_MAX + ", because a ledger has no more sessions");
        }
        if (!base.getString("ledger-actors.connection").equals("cluster")) {
            throw new BadInputException("--node " + node + " would have a ledger of its own; add --addresses of"
                    + " TigerBeetle or of ./ledger start, the same for all nodes");
        }
        this.node = node;
        this.seeds = List.copyOf(seeds);
        this.base = base;
    }

    /**
     * Returns the configuration of the node.
     *
     * @throws BadInputException if the node would have an address that the others cannot reach
     */
    Config config() {
        if (node <= seeds.size()) {
            NodeAddress own = seeds.get(node - 1);
            return NodeConfig.over(base, own.host(), own.port(), seeds);
        }
        if (!isLoopback(seeds.get(0))) {
            throw new BadInputException("--seed " + NodeAddress.list(seeds) + " names " + seeds.size()
                    + " nodes, and node " + node + " needs an address that the others can reach; name the addresses of"
                    + " node 1 to " + node);
        }
        return NodeConfig.over(base, HERE, 0, seeds);
    }

    private static boolean isLoopback(NodeAddress seed) {
        try {
            return InetAddress.getByName(seed.host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new BadInputException("--seed " + seed + ": the host " + seed.host() + " is unknown");
        }
    }

    /** Says where the node is and what to type for the next one. */
    void welcome(LedgerNode member, int count, PrintWriter out) {
        Address address = Cluster.get(member.system()).selfMember().address();
        out.printf(
                "Node %d is up at %s. For the next node type:%n",
                node, address.hostPort().replaceFirst(".*@", ""));
        out.printf(
                "  ./ledger payments --count %d --node %d --seed %s --addresses %s --cluster %s%n%n",
                count,
                node + 1,
                NodeAddress.list(seeds),
                base.getString(LEDGER + "addresses"),
                base.getString(LEDGER + "cluster-id"));
        out.flush();
    }

    /**
     * Waits until the node is ended. Ctrl-C ends the JVM, and Pekko hands the node's shards over before that.
     *
     * @throws NotExecutedException if the cluster has removed the node
     */
    int stay(LedgerNode member, PrintWriter out) {
        out.printf("%nNode %d stays a member until Ctrl-C.%n", node);
        out.flush();
        member.system().getWhenTerminated().toCompletableFuture().join();
        throw new NotExecutedException(
                "the cluster has removed node " + node + ", because the other nodes did not reach it; start it again");
    }
}

package io.ledgeractors.examples.shared;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;

/** The configuration of a node of a cluster of several nodes, see {@code cluster-node.conf}. */
public final class NodeConfig {
    private static final String RESOURCE = "/cluster-node.conf";

    private NodeConfig() {}

    /**
     * Returns the configuration of a node. System properties override it.
     *
     * @param base the configuration of the command, which names the ledger
     * @param host name or address under which the other nodes reach this node
     * @param port the port of the node; 0 for a free one
     * @param seeds the nodes to join; if the first one is this node, it forms a cluster if no other answers
     */
    public static Config over(Config base, String host, int port, List<NodeAddress> seeds) {
        Map<String, Object> address = Map.of(
                "pekko.remote.artery.canonical.hostname",
                host,
                "pekko.remote.artery.canonical.port",
                port,
                "pekko.cluster.seed-nodes",
                seeds.stream().map(NodeAddress::seed).toList());
        return ConfigFactory.systemProperties()
                .withFallback(ConfigFactory.parseMap(address, "the command line"))
                .withFallback(ConfigFactory.parseResources(NodeConfig.class, RESOURCE))
                .withFallback(base);
    }
}

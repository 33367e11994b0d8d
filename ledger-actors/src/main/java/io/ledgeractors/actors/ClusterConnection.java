package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.client.Transport;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.List;

/**
 * A TigerBeetle cluster, or any server of its protocol.
 *
 * @param cluster number of the cluster
 * @param addresses of all replicas, in their order, 1 to 6
 * @param transport how bytes travel
 */
public record ClusterConnection(UInt128 cluster, List<ReplicaAddress> addresses, Transport transport)
        implements ConnectionSettings {
    private static final String PATH = "ledger-actors.cluster";

    /**
     * Checks the addresses.
     *
     * @throws IllegalArgumentException if there are none or more than 6
     */
    public ClusterConnection {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || addresses.size() > ReplicaAddress.REPLICAS_MAX) {
            throw new IllegalArgumentException(PATH + ".addresses names 1 to " + ReplicaAddress.REPLICAS_MAX
                    + " replicas, not " + addresses.size());
        }
    }

    /** Cluster 0 at these addresses, with the best transport that works here. */
    public static ClusterConnection at(List<ReplicaAddress> addresses) {
        return new ClusterConnection(UInt128.ZERO, addresses, Transport.AUTO);
    }

    /** The same with another number of the cluster. */
    public ClusterConnection withCluster(UInt128 newCluster) {
        return new ClusterConnection(newCluster, addresses, transport);
    }

    /** The same with another transport. */
    public ClusterConnection withTransport(Transport newTransport) {
        return new ClusterConnection(cluster, addresses, newTransport);
    }

    static ClusterConnection create(Config config) {
        return new ClusterConnection(clusterId(PATH, config), addresses(config), transport(config));
    }

    static UInt128 clusterId(String path, Config config) {
        try {
            return UInt128.parse(config.getString("cluster-id"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(path + ".cluster-id: " + wrong.getMessage(), wrong);
        }
    }

    private static List<ReplicaAddress> addresses(Config config) {
        try {
            return ReplicaAddress.parseList(config.getString("addresses"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(PATH + ".addresses: " + wrong.getMessage(), wrong);
        }
    }

    private static Transport transport(Config config) {
        try {
            return Transport.parse(config.getString("transport"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(PATH + ".transport: " + wrong.getMessage(), wrong);
        }
    }
}

package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.config.ConfigSection;
import io.ledgeractors.client.Hedge;
import io.ledgeractors.client.Transport;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A TigerBeetle cluster, or any server of its protocol.
 *
 * @param cluster number of the cluster
 * @param addresses of all replicas, in their order, 1 to 6
 * @param transport how bytes travel
 * @param hedge which copies of a request go to a second replica too
 * @param giveUpAfter how long a request, or the register, may be unanswered until the session ends itself, 100 ms to
 *     365 days; empty: for ever, as TigerBeetle's own clients do
 */
public record ClusterConnection(
        UInt128 cluster,
        List<ReplicaAddress> addresses,
        Transport transport,
        Hedge hedge,
        Optional<Duration> giveUpAfter)
        implements ConnectionSettings {
    private static final String PATH = "ledger-actors.cluster";
    private static final String GIVE_UP_AFTER = "off, or between 100 ms and 365 days";
    private static final Duration GIVE_UP_AFTER_MIN = Duration.ofMillis(100);
    private static final Duration GIVE_UP_AFTER_MAX = Duration.ofDays(365);

    /**
     * Checks the addresses and the time.
     *
     * @throws IllegalArgumentException if there are no addresses or more than 6, one has port 0, or the time is out of
     *     its range
     */
    public ClusterConnection {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || addresses.size() > ReplicaAddress.REPLICAS_MAX) {
            throw new IllegalArgumentException(PATH + ".addresses names 1 to " + ReplicaAddress.REPLICAS_MAX
                    + " replicas, not " + addresses.size());
        }
        for (ReplicaAddress address : addresses) {
            if (address.port() == 0) {
                throw new IllegalArgumentException(
                        PATH + ".addresses names ports from 1 to 65535, not that of " + address);
            }
        }
        giveUpAfter.ifPresent(after -> {
            if (after.compareTo(GIVE_UP_AFTER_MIN) < 0 || after.compareTo(GIVE_UP_AFTER_MAX) > 0) {
                throw new IllegalArgumentException(
                        PATH + ".give-up-after must be " + GIVE_UP_AFTER + ", but is " + after);
            }
        });
    }

    /** Cluster 0 at these addresses, with the best transport that works here. */
    public static ClusterConnection at(List<ReplicaAddress> addresses) {
        return new ClusterConnection(UInt128.ZERO, addresses, Transport.AUTO, Hedge.REPEAT, Optional.empty());
    }

    /** The same with another number of the cluster. */
    public ClusterConnection withCluster(UInt128 newCluster) {
        return new ClusterConnection(newCluster, addresses, transport, hedge, giveUpAfter);
    }

    /** The same with another transport. */
    public ClusterConnection withTransport(Transport newTransport) {
        return new ClusterConnection(cluster, addresses, newTransport, hedge, giveUpAfter);
    }

    /** The same, hedging otherwise. */
    public ClusterConnection withHedge(Hedge newHedge) {
        return new ClusterConnection(cluster, addresses, transport, newHedge, giveUpAfter);
    }

    /** The same, giving a session up that is not answered for so long, 100 ms to 365 days. */
    public ClusterConnection withGiveUpAfter(Duration after) {
        return new ClusterConnection(cluster, addresses, transport, hedge, Optional.of(after));
    }

    static ClusterConnection create(ConfigSection config) {
        return new ClusterConnection(
                clusterId(PATH, config), addresses(config), transport(config), hedge(config), giveUpAfter(config));
    }

    static UInt128 clusterId(String path, ConfigSection config) {
        try {
            return UInt128.parse(config.text("cluster-id", "a number from 0 to 2^128 - 1"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(path + ".cluster-id: " + wrong.getMessage(), wrong);
        }
    }

    private static List<ReplicaAddress> addresses(ConfigSection config) {
        try {
            return ReplicaAddress.parseList(
                    config.text("addresses", "a comma-separated list of 1 to 6 addresses in one text"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(PATH + ".addresses: " + wrong.getMessage(), wrong);
        }
    }

    private static Hedge hedge(ConfigSection config) {
        try {
            return Hedge.parse(config.text("hedge", "repeat or always"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(PATH + ".hedge: " + wrong.getMessage(), wrong);
        }
    }

    private static Optional<Duration> giveUpAfter(ConfigSection config) {
        return config.isOff("give-up-after")
                ? Optional.empty()
                : Optional.of(config.time("give-up-after", GIVE_UP_AFTER));
    }

    private static Transport transport(ConfigSection config) {
        try {
            return Transport.parse(config.text("transport", "auto, io_uring, epoll or nio"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(PATH + ".transport: " + wrong.getMessage(), wrong);
        }
    }
}

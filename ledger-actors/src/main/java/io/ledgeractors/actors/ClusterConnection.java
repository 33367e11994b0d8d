package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.Hedge;
import io.ledgeractors.client.Transport;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/** The settings of a connection to a TigerBeetle cluster, or to any server of its protocol. */
public final class ClusterConnection implements ConnectionSettings {
    private static final String PATH = "ledger-actors.cluster";
    private static final String GIVE_UP_AFTER = "off, or between 100 ms and 365 days";

    private final UInt128 clusterId;
    private final List<ReplicaAddress> addresses;
    private final Transport transport;
    private final Hedge hedge;
    private final Optional<Duration> giveUpAfter;

    private ClusterConnection(
            UInt128 clusterId,
            List<ReplicaAddress> addresses,
            Transport transport,
            Hedge hedge,
            Optional<Duration> giveUpAfter) {
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
        if (new HashSet<>(addresses).size() < addresses.size()) {
            throw new IllegalArgumentException(
                    PATH + ".addresses names every replica once, but one address comes twice in " + addresses);
        }
        giveUpAfter.ifPresent(after -> {
            if (after.compareTo(ClientSettings.GIVE_UP_AFTER_MIN) < 0
                    || after.compareTo(ClientSettings.GIVE_UP_AFTER_MAX) > 0) {
                throw new IllegalArgumentException(
                        PATH + ".give-up-after must be " + GIVE_UP_AFTER + ", but is " + after);
            }
        });
        this.clusterId = clusterId;
        this.addresses = addresses;
        this.transport = transport;
        this.hedge = hedge;
        this.giveUpAfter = giveUpAfter;
    }

    /**
     * Returns a connection to cluster 0, with the best transport that works here.
     *
     * @param addresses the addresses of all replicas in their order
     * @throws IllegalArgumentException if there are no addresses or more than 6, or one comes twice or has port 0
     */
    public static ClusterConnection at(List<ReplicaAddress> addresses) {
        return new ClusterConnection(UInt128.ZERO, addresses, Transport.AUTO, Hedge.REPEAT, Optional.empty());
    }

    /** Returns the number of the cluster. */
    public UInt128 clusterId() {
        return clusterId;
    }

    /** Returns the addresses of all replicas in their order, 1 to 6. */
    public List<ReplicaAddress> addresses() {
        return addresses;
    }

    /** Returns the transport of the connections. */
    public Transport transport() {
        return transport;
    }

    /** Returns which copies of a request go to a second replica too. */
    public Hedge hedge() {
        return hedge;
    }

    /**
     * Returns the time without a reply after which a session ends, 100 ms to 365 days. It is empty if the session never
     * ends so, as with TigerBeetle's own clients.
     */
    public Optional<Duration> giveUpAfter() {
        return giveUpAfter;
    }

    /** Returns this connection with another number of the cluster. */
    public ClusterConnection withClusterId(UInt128 value) {
        return new ClusterConnection(value, addresses, transport, hedge, giveUpAfter);
    }

    /**
     * Returns this connection with other addresses.
     *
     * @param value the addresses of all replicas in their order
     * @throws IllegalArgumentException if there are no addresses or more than 6, or one comes twice or has port 0
     */
    public ClusterConnection withAddresses(List<ReplicaAddress> value) {
        return new ClusterConnection(clusterId, value, transport, hedge, giveUpAfter);
    }

    /** Returns this connection with another transport. */
    public ClusterConnection withTransport(Transport value) {
        return new ClusterConnection(clusterId, addresses, value, hedge, giveUpAfter);
    }

    /** Returns this connection with other hedging. */
    public ClusterConnection withHedge(Hedge value) {
        return new ClusterConnection(clusterId, addresses, transport, value, giveUpAfter);
    }

    /** Returns this connection, ending a session that gets no reply for so long, 100 ms to 365 days. */
    public ClusterConnection withGiveUpAfter(Duration value) {
        return new ClusterConnection(clusterId, addresses, transport, hedge, Optional.of(value));
    }

    /**
     * Returns the connection at {@code ledger-actors.cluster} of a system's configuration.
     *
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    public static ClusterConnection create(ClassicActorSystemProvider system) {
        return create(system.classicSystem().settings().config().getConfig(PATH));
    }

    /**
     * Returns the connection of a section of the configuration.
     *
     * @param config the section {@code ledger-actors.cluster}, with the defaults of {@code reference.conf}
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    public static ClusterConnection create(Config config) {
        return create(new ConfigSection(PATH, config));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterConnection connection && values().equals(connection.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "ClusterConnection" + values();
    }

    private List<Object> values() {
        return List.of(clusterId, addresses, transport, hedge, giveUpAfter);
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

package io.ledgeractors.client;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Release;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The settings of a {@link NativeSession}. Immutable; every {@code with} method returns a changed copy. */
public final class ClientSettings {
    /** The greatest {@link #connectTimeout()}, 4.5 s. With it, the state reports a missing server within 5 s. */
    public static final Duration CONNECT_TIMEOUT_MAX = Duration.ofMillis(4_500);

    /** The shortest time without a reply after which a session may end itself. */
    public static final Duration GIVE_UP_AFTER_MIN = Duration.ofMillis(100);

    /** The longest such time. */
    public static final Duration GIVE_UP_AFTER_MAX = Duration.ofDays(365);

    private static final Duration CONNECT_TIMEOUT_MIN = Duration.ofMillis(10);

    private final UInt128 clusterId;
    private final List<ReplicaAddress> addresses;
    private final Transport transport;
    private final Release release;
    private final Duration connectTimeout;
    private final Hedge hedge;
    private final Optional<Duration> giveUpAfter;
    private final String name;

    private ClientSettings(
            UInt128 clusterId,
            List<ReplicaAddress> addresses,
            Transport transport,
            Release release,
            Duration connectTimeout,
            Hedge hedge,
            Optional<Duration> giveUpAfter,
            String name) {
        this.clusterId = clusterId;
        this.addresses = addresses;
        this.transport = transport;
        this.release = release;
        this.connectTimeout = connectTimeout;
        this.hedge = hedge;
        this.giveUpAfter = giveUpAfter;
        this.name = name;
    }

    /**
     * Returns settings for a cluster, as {@link #create(UInt128, List)} does.
     *
     * @param addresses all replicas, comma-separated, in their order, in any of the forms of {@link
     *     ReplicaAddress#parse}: {@code "3000"}, {@code "10.0.0.1,ledger-2.example.com:3000,[::1]:3000"}
     * @throws IllegalArgumentException if the text is no list of addresses, or the list is not that of a cluster
     */
    public static ClientSettings create(UInt128 clusterId, String addresses) {
        return create(clusterId, ReplicaAddress.parseList(addresses));
    }

    /**
     * Returns settings for a cluster with these defaults: transport {@link Transport#AUTO}, release 0.17.0, connect
     * timeout 3 s, hedge {@link Hedge#REPEAT}, no give-up time, name {@code ledger-session}.
     *
     * @param clusterId the cluster's id
     * @param addresses addresses of all its replicas, 1 to 6, in the order of the replicas
     * @throws IllegalArgumentException if there are too few or too many addresses, an address comes twice or has port 0
     */
    public static ClientSettings create(UInt128 clusterId, List<ReplicaAddress> addresses) {
        Objects.requireNonNull(clusterId, "clusterId");
        List<ReplicaAddress> copy = List.copyOf(addresses);
        if (copy.isEmpty() || copy.size() > ReplicaAddress.REPLICAS_MAX) {
            throw new IllegalArgumentException("a cluster has 1 to " + ReplicaAddress.REPLICAS_MAX + " replicas, but "
                    + copy.size() + " are named");
        }
        if (new HashSet<>(copy).size() < copy.size()) {
            throw new IllegalArgumentException(
                    "every replica has an address of its own, but one is named twice: " + copy);
        }
        for (ReplicaAddress address : copy) {
            if (address.port() == 0) {
                throw new IllegalArgumentException("a replica listens at a port from 1 to 65535, not at " + address);
            }
        }
        return new ClientSettings(
                clusterId,
                copy,
                Transport.AUTO,
                Release.CLIENT,
                Duration.ofSeconds(3),
                Hedge.REPEAT,
                Optional.empty(),
                "ledger-session");
    }

    /** Returns the cluster's id. */
    public UInt128 clusterId() {
        return clusterId;
    }

    /** Returns the addresses of the replicas in their order; unmodifiable. */
    public List<ReplicaAddress> addresses() {
        return addresses;
    }

    /** Returns the transport. */
    public Transport transport() {
        return transport;
    }

    /** Returns the release that the session states to the server. */
    public Release release() {
        return release;
    }

    /** Returns how long one attempt to connect may take, with the resolution of the host's name. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** Returns which copies of a request go to two replicas. */
    public Hedge hedge() {
        return hedge;
    }

    /**
     * Returns how long a request or the register may be unanswered until the session ends itself; empty for no limit.
     */
    public Optional<Duration> giveUpAfter() {
        return giveUpAfter;
    }

    /** Returns the name of the session's thread. */
    public String name() {
        return name;
    }

    /** Returns a copy with another transport. */
    public ClientSettings withTransport(Transport transport) {
        return new ClientSettings(clusterId, addresses, transport, release, connectTimeout, hedge, giveUpAfter, name);
    }

    /**
     * Returns a copy that states another release. The server accepts releases between its client minimum (0.16.4 for
     * 0.17 servers) and its own release, and evicts clients with others.
     *
     * @throws IllegalArgumentException if it is below 0.16.4, because no 0.17 server accepts that
     */
    public ClientSettings withRelease(Release release) {
        if (release.compareTo(Release.CLIENT_MIN) < 0) {
            throw new IllegalArgumentException(
                    "servers of 0.17 take clients from " + Release.CLIENT_MIN + " on, not " + release);
        }
        return new ClientSettings(clusterId, addresses, transport, release, connectTimeout, hedge, giveUpAfter, name);
    }

    /**
     * Returns a copy with another time for one attempt to connect; the default is 3 s.
     *
     * @throws IllegalArgumentException if it is not between 10 ms and {@link #CONNECT_TIMEOUT_MAX}
     */
    public ClientSettings withConnectTimeout(Duration connectTimeout) {
        if (connectTimeout.compareTo(CONNECT_TIMEOUT_MIN) < 0 || connectTimeout.compareTo(CONNECT_TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("connect timeout must be between " + CONNECT_TIMEOUT_MIN.toMillis()
                    + " and " + CONNECT_TIMEOUT_MAX.toMillis() + " ms, but is " + connectTimeout);
        }
        return new ClientSettings(clusterId, addresses, transport, release, connectTimeout, hedge, giveUpAfter, name);
    }

    /** Returns a copy with another rule for hedging. */
    public ClientSettings withHedge(Hedge hedge) {
        return new ClientSettings(clusterId, addresses, transport, release, connectTimeout, hedge, giveUpAfter, name);
    }

    /**
     * Returns a copy whose session ends itself after a time without a reply. If a request has no reply for so long, its
     * outcome is unknown and the session ends. The session also ends if it is not registered after so long. A request
     * that was never sent is not executed. Without this setting a session waits without end, as TigerBeetle's own
     * clients do, and its state shows it.
     *
     * @throws IllegalArgumentException if it is not between 100 ms and 365 days
     */
    public ClientSettings withGiveUpAfter(Duration giveUpAfter) {
        if (giveUpAfter.compareTo(GIVE_UP_AFTER_MIN) < 0 || giveUpAfter.compareTo(GIVE_UP_AFTER_MAX) > 0) {
            throw new IllegalArgumentException(
                    "give-up-after must be between 100 ms and 365 days, but is " + giveUpAfter);
        }
        return new ClientSettings(
                clusterId, addresses, transport, release, connectTimeout, hedge, Optional.of(giveUpAfter), name);
    }

    /**
     * Returns a copy with another name for the session's thread.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public ClientSettings withName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a session's thread needs a name");
        }
        return new ClientSettings(clusterId, addresses, transport, release, connectTimeout, hedge, giveUpAfter, name);
    }

    @Override
    public String toString() {
        return "ClientSettings(clusterId=" + clusterId + ", addresses=" + addresses + ", transport=" + transport
                + ", release=" + release + ", connectTimeout=" + connectTimeout + ", hedge=" + hedge
                + ", giveUpAfter=" + giveUpAfter.map(Duration::toString).orElse("never") + ", name=" + name + ")";
    }
}

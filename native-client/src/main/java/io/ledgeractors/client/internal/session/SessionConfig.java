package io.ledgeractors.client.internal.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Release;
import java.util.List;

/**
 * The configuration of {@link SessionRules}. Immutable.
 *
 * @param cluster the cluster's id
 * @param addresses addresses of all replicas, in their order; the rules use the texts for messages only
 * @param release the release that the client states
 * @param transport name of the transport, for the state
 * @param hedgeAlways true if the first copy of a request goes to a second replica too; false if only repeats do
 * @param giveUpAfter nanoseconds without a reply after which the session ends itself, or {@link #NEVER}
 * @param pingInterval nanoseconds between pings while no request is late, or {@link #NEVER} if connections cannot die
 *     without a notice
 */
public record SessionConfig(
        UInt128 cluster,
        List<ReplicaAddress> addresses,
        Release release,
        String transport,
        boolean hedgeAlways,
        long giveUpAfter,
        long pingInterval) {
    /** The value of {@code giveUpAfter} with which a session waits without end, as TigerBeetle's own clients do. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Keeps an unmodifiable copy of the addresses. */
    public SessionConfig {
        addresses = List.copyOf(addresses);
    }

    /** Creates a configuration that hedges repeats only and waits without end. */
    public SessionConfig(UInt128 cluster, List<ReplicaAddress> addresses, Release release, String transport) {
        this(cluster, addresses, release, transport, false, NEVER);
    }

    /** Creates a configuration with pings every {@link SessionTimings#PING_INTERVAL}. */
    public SessionConfig(
            UInt128 cluster,
            List<ReplicaAddress> addresses,
            Release release,
            String transport,
            boolean hedgeAlways,
            long giveUpAfter) {
        this(cluster, addresses, release, transport, hedgeAlways, giveUpAfter, SessionTimings.PING_INTERVAL);
    }

    /** Returns a copy that sends the first copy of a request to a second replica too, or does not. */
    public SessionConfig withHedgeAlways(boolean always) {
        return new SessionConfig(cluster, addresses, release, transport, always, giveUpAfter, pingInterval);
    }

    /** Returns a copy whose session ends itself after this number of nanoseconds without a reply. */
    public SessionConfig withGiveUpAfter(long nanos) {
        return new SessionConfig(cluster, addresses, release, transport, hedgeAlways, nanos, pingInterval);
    }

    /** Returns a copy with this number of nanoseconds between pings while no request is late. */
    public SessionConfig withPingInterval(long nanos) {
        return new SessionConfig(cluster, addresses, release, transport, hedgeAlways, giveUpAfter, nanos);
    }
}

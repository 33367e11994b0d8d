package io.ledgeractors.client.internal.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Release;
import java.util.List;

/**
 * What the rules need to know.
 *
 * @param cluster the cluster's id
 * @param addresses of all replicas, in their order; the rules only name them
 * @param release the release that the client states
 * @param transport how bytes travel, for the state
 * @param hedgeAlways true: the first copy of a request goes to a second replica too; false: only repeats do
 * @param giveUpAfter nanoseconds without a reply after which the session ends itself; {@link #NEVER}
 */
public record SessionConfig(
        UInt128 cluster,
        List<ReplicaAddress> addresses,
        Release release,
        String transport,
        boolean hedgeAlways,
        long giveUpAfter) {
    /** Waits for ever, as TigerBeetle's own clients do. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Keeps an unmodifiable copy of the addresses. */
    public SessionConfig {
        addresses = List.copyOf(addresses);
    }

    /** Hedges repeats only, and waits for ever. */
    public SessionConfig(UInt128 cluster, List<ReplicaAddress> addresses, Release release, String transport) {
        this(cluster, addresses, release, transport, false, NEVER);
    }

    /** The same, with the first copy of a request to a second replica too, or not. */
    public SessionConfig withHedgeAlways(boolean always) {
        return new SessionConfig(cluster, addresses, release, transport, always, giveUpAfter);
    }

    /** The same, ending itself after so many nanoseconds without a reply. */
    public SessionConfig withGiveUpAfter(long nanos) {
        return new SessionConfig(cluster, addresses, release, transport, hedgeAlways, nanos);
    }
}

package io.ledgeractors.client.session;

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
 */
public record SessionConfig(UInt128 cluster, List<ReplicaAddress> addresses, Release release, String transport) {
    /** Keeps an unmodifiable copy of the addresses. */
    public SessionConfig {
        addresses = List.copyOf(addresses);
    }
}

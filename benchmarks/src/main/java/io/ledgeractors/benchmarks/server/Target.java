package io.ledgeractors.benchmarks.server;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.List;

/**
 * The address of a server that contenders send to.
 *
 * @param cluster the id of its cluster
 * @param addresses the addresses of all replicas, in their order
 */
public record Target(UInt128 cluster, List<ReplicaAddress> addresses) {}

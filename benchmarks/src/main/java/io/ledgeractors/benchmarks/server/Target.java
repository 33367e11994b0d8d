package io.ledgeractors.benchmarks.server;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.List;

/**
 * A server to measure against.
 *
 * @param cluster its cluster's id
 * @param addresses of all replicas
 */
public record Target(UInt128 cluster, List<ReplicaAddress> addresses) {}

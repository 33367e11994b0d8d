package io.ledgeractors.embedded.replica;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Release;

/**
 * The settings of a replica. Immutable.
 *
 * @param cluster id of the cluster it serves
 * @param release its own release, the newest that a client may state
 * @param clientReleaseMin the oldest release that a client may state
 * @param batchSizeLimit greatest body of a request in bytes
 */
public record ReplicaSettings(UInt128 cluster, Release release, Release clientReleaseMin, int batchSizeLimit) {}

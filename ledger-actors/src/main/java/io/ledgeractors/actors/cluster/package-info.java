/**
 * INTERNAL API. Keeps the commands of a batcher on its node. A serializer refuses them for another node. A guard
 * refuses the commands of entities and payments over an embedded ledger while the cluster has several members. Commands
 * that Pekko does not deliver are refused.
 *
 * <p>May depend on: {@code actors}, {@code actors.message}, Pekko Actor Typed, Pekko Cluster Typed. Thread-safe.
 */
@NullMarked
package io.ledgeractors.actors.cluster;

import org.jspecify.annotations.NullMarked;

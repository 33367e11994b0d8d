/**
 * The Pekko extension: the way in for actors and everybody else. {@link io.ledgeractors.actors.Ledger} opens the
 * ledger that the configuration names, {@link io.ledgeractors.actors.LedgerBatcher} is the actor that asks it,
 * {@link io.ledgeractors.actors.LedgerHandle} the face for those who are no actors.
 *
 * <p>May depend on: {@code actors.batcher}, ledger-model, native-client, embedded-ledger, Pekko Actor Typed,
 * Cluster Sharding Typed, HdrHistogram (optional). Extension and client are thread-safe; what the batcher calls
 * back runs on its thread and must not block.
 */
@NullMarked
package io.ledgeractors.actors;

import org.jspecify.annotations.NullMarked;

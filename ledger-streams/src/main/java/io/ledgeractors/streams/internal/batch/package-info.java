/**
 * INTERNAL API. Flows of batches: one request for each batch, results in order, recovery of unknown outcomes. The
 * rules are pure ({@link io.ledgeractors.streams.internal.batch.PendingBatchQueue}, {@link
 * io.ledgeractors.streams.internal.batch.BatchRecovery}); the graph stage connects them to ports and timers.
 *
 * <p>May depend on: {@code streams}, {@code internal.gate}, ledger-actors, Pekko Streams. Threads: each object belongs
 * to one materialised stage, unless its class says otherwise.
 */
@NullMarked
package io.ledgeractors.streams.internal.batch;

import org.jspecify.annotations.NullMarked;

/**
 * INTERNAL API. The way of a stage's requests to the batcher.
 *
 * <p>May depend on: {@code streams}, ledger-actors. Threads: stated by each class.
 */
@NullMarked
package io.ledgeractors.streams.internal.gate;

import org.jspecify.annotations.NullMarked;

/**
 * The rules of the batcher: which request an ask joins, which request leaves next, and which answer each ask gets.
 *
 * <p>May depend on: {@code actors.message}, {@code actors.recovery}, ledger-model. It uses no Pekko, no clock and no
 * threads of its own. The actor calls it on one thread at a time.
 */
@NullMarked
package io.ledgeractors.actors.internal.batching;

import org.jspecify.annotations.NullMarked;

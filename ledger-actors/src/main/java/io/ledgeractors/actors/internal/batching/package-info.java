/**
 * The rules of the batcher, pure: which request a command joins, what leaves next, who gets which answer.
 *
 * <p>Only {@link io.ledgeractors.actors.message.Refusal} is meant for users; the rest is internal to
 * ledger-actors and may change.
 *
 * <p>May depend on: ledger-model. No Pekko, no clock, no threads: one thread at a time, which the actor gives.
 */
@NullMarked
package io.ledgeractors.actors.internal.batching;

import org.jspecify.annotations.NullMarked;

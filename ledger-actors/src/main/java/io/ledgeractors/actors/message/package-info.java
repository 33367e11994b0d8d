/**
 * The vocabulary that the API and the internals share: the asks and other messages of the batcher's actor, refusals,
 * encoded replies, and the recorder that is told what the batcher does. Types marked {@code InternalApi} may change.
 *
 * <p>May depend on: ledger-model, Pekko Actor Typed.
 */
@NullMarked
package io.ledgeractors.actors.message;

import org.jspecify.annotations.NullMarked;

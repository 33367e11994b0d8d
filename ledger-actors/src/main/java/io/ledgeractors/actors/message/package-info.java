/**
 * The vocabulary that the API and the internals share. It holds the asks and other messages of the batcher's actor,
 * refusals, encoded replies, and the recorder of the batcher's work. Types marked {@code InternalApi} may change.
 *
 * <p>May depend on: ledger-model, Pekko Actor Typed.
 */
@NullMarked
package io.ledgeractors.actors.message;

import org.jspecify.annotations.NullMarked;

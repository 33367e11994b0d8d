/**
 * The batcher's actor around the pure rules of {@code internal.batching}. It opens one session after another, carries
 * out the effects of the rules, and tells watchers the state of the session.
 *
 * <p>May depend on: {@code actors.internal.batching}, {@code actors.message}, ledger-model, Pekko Actor Typed.
 * Everything runs on the batcher's thread unless a class says that it is thread-safe.
 */
@NullMarked
package io.ledgeractors.actors.internal.session;

import org.jspecify.annotations.NullMarked;

/**
 * The gateway: an actor on a node with a session, which passes the requests of nodes without one to the batcher.
 *
 * <p>May depend on: {@code internal.gateway.access}, {@code internal.gateway.message}, {@code internal.codec},
 * {@code internal.session}, {@code message}, {@code serialization}, ledger-model, Pekko Actor Typed, Pekko Cluster
 * Typed. The gateway runs on its actor's thread; answers are sent from the batcher's thread.
 */
@NullMarked
package io.ledgeractors.actors.internal.gateway.server;

import org.jspecify.annotations.NullMarked;

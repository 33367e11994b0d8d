/**
 * Sessions through a gateway, for nodes that have none of their own. {@code GatewaySessionRules} are pure; the actor
 * around them talks to the gateway.
 *
 * <p>May depend on: {@code internal.gateway.message}, {@code internal.session}, ledger-model, Pekko Actor Typed.
 * Sessions are thread-safe.
 */
@NullMarked
package io.ledgeractors.actors.internal.gateway.session;

import org.jspecify.annotations.NullMarked;

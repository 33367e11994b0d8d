package io.ledgeractors.actors.internal.gateway.message;

import org.apache.pekko.annotation.DoNotInherit;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. A message that the actor of a gateway receives: from the sessions of nodes, from other gateways,
 * and from itself.
 */
@InternalApi
@DoNotInherit
public interface GatewayServerMessage {}

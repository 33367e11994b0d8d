package io.ledgeractors.actors.internal.gateway.message;

import org.apache.pekko.annotation.DoNotInherit;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. A message that the actor of a node's session receives: from gateways, and from itself. */
@InternalApi
@DoNotInherit
public interface GatewaySessionMessage {}

package io.ledgeractors.actors.message;

import org.apache.pekko.annotation.DoNotInherit;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. A message that the batcher's actor receives: the commands of {@code LedgerBatcher}, and the private
 * messages of the actor itself.
 */
@InternalApi
@DoNotInherit
public interface BatcherMessage {}

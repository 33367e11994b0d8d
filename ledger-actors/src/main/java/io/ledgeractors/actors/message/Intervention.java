package io.ledgeractors.actors.message;

import org.apache.pekko.annotation.DoNotInherit;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API of ledger-testkit. The change that a test makes to the way of one ask. The ask travels in a request of
 * its own, so that nothing happens to other asks.
 */
@InternalApi
@DoNotInherit
@FunctionalInterface
public interface Intervention {
    /**
     * Called on the batcher's thread when the ask's turn has come, just before its request is handed to the session. It
     * is called again if the session did not send the request.
     *
     * @return the results that the asker gets while nothing is sent; null if the request is to be sent
     */
    RawReply.@Nullable Results leaving();
}

package io.ledgeractors.actors.internal.gateway.message;

import io.ledgeractors.model.UInt128;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. A message from one gateway of a cluster to another. A gateway of an earlier release does not know such
 * messages and does not answer them.
 */
@InternalApi
public sealed interface GatewayPeerMessage extends GatewayServerMessage {
    /** Returns the random number of the inquiry. Only the gateway that was asked knows it. */
    UInt128 number();

    /**
     * Asks a gateway for its statement.
     *
     * @param number a random number
     * @param replyTo the gateway that asks
     */
    record Inquiry(UInt128 number, ActorRef<GatewayServerMessage> replyTo) implements GatewayPeerMessage {}

    /**
     * States what has to be the same at all gateways of a cluster.
     *
     * @param number of the inquiry
     * @param ledger names the ledger; two gateways with the same ledger name it alike
     * @param settings digests of the settings that should be the same, by their keys
     */
    record Statement(UInt128 number, String ledger, Map<String, Long> settings) implements GatewayPeerMessage {
        /** Copies the map. */
        public Statement {
            settings = Map.copyOf(settings);
        }
    }
}

package io.ledgeractors.actors.internal.gateway.message;

import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. Stands for a message that could not be read. Receivers ignore it. */
@InternalApi
public enum UnreadableGatewayMessage implements GatewayServerMessage, GatewaySessionMessage {
    /** The only one. */
    INSTANCE
}

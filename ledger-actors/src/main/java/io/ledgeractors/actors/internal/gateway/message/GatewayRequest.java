package io.ledgeractors.actors.internal.gateway.message;

import java.nio.ByteBuffer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. A message from the session of a node to a gateway. The session is known by its {@code replyTo}. */
@InternalApi
public sealed interface GatewayRequest extends GatewayServerMessage {
    /** Returns the actor of the session. */
    ActorRef<GatewayReply> replyTo();

    /**
     * Opens the session.
     *
     * @param frameBodyMax greatest body in bytes that the node can send and receive
     * @param replyTo the actor of the session
     */
    record Open(int frameBodyMax, ActorRef<GatewayReply> replyTo) implements GatewayRequest {}

    /**
     * Sends a request. The gateway passes it on at most once, even if it comes twice.
     *
     * @param number of the request in its session, rising from 1
     * @param operation number of the operation on the wire
     * @param body events, and a trailer if the operation has one, from 0 to the limit; nobody changes it
     * @param replyTo the actor of the session
     */
    record Submit(long number, int operation, ByteBuffer body, ActorRef<GatewayReply> replyTo)
            implements GatewayRequest {}

    /**
     * Asks whether the gateway lives and what became of a request.
     *
     * @param number of the request in flight, 0 if there is none
     * @param replyTo the actor of the session
     */
    record Ping(long number, ActorRef<GatewayReply> replyTo) implements GatewayRequest {}

    /** Ends the session. The gateway forgets it; a request in flight may still be executed. */
    record Close(ActorRef<GatewayReply> replyTo) implements GatewayRequest {}
}

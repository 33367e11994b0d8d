package io.ledgeractors.actors.internal.gateway.message;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. A message from the session of a node to a gateway. The session is known by its {@code replyTo} and its
 * secret. Any node can send a message that names the {@code replyTo} of another one, but it does not know the secret.
 * If it opens a session in the name of another node, it does not learn the ticket, which goes to that node.
 */
@InternalApi
public sealed interface GatewayRequest extends GatewayServerMessage {
    /** Returns the actor of the session. */
    ActorRef<GatewayReply> replyTo();

    /** Returns the random number that the session has chosen, which comes back in each reply; 0 if there is none. */
    UInt128 secret();

    /**
     * Opens the session.
     *
     * @param frameBodyMax greatest body in bytes that the node can send and receive
     * @param secret the random number that the session has chosen
     * @param replyTo the actor of the session
     */
    record Open(int frameBodyMax, UInt128 secret, ActorRef<GatewayReply> replyTo) implements GatewayRequest {}

    /**
     * Sends a request. The gateway passes it on at most once, even if it comes twice.
     *
     * @param number of the request in its session, rising from 1
     * @param operation number of the operation on the wire
     * @param body events, and a trailer if the operation has one, from 0 to the limit; nobody changes it
     * @param ticket the random number that the gateway has sent when it opened the session
     * @param secret the random number that the session has chosen
     * @param replyTo the actor of the session
     */
    record Submit(
            long number, int operation, ByteBuffer body, UInt128 ticket, UInt128 secret, ActorRef<GatewayReply> replyTo)
            implements GatewayRequest {}

    /**
     * Asks whether the gateway lives and what became of a request.
     *
     * @param number of the request in flight, 0 if there is none
     * @param secret the random number that the session has chosen
     * @param replyTo the actor of the session
     */
    record Ping(long number, UInt128 secret, ActorRef<GatewayReply> replyTo) implements GatewayRequest {}

    /**
     * Ends the session. The gateway forgets it; a request in flight may still be executed.
     *
     * @param secret the random number that the session has chosen
     * @param replyTo the actor of the session
     */
    record Close(UInt128 secret, ActorRef<GatewayReply> replyTo) implements GatewayRequest {}
}

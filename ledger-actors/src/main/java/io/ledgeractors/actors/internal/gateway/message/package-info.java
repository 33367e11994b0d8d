/**
 * The messages between a node without a session and a gateway, which has one, and those between two gateways. A node
 * has at most one request in flight.
 *
 * <pre>
 *   node                       gateway
 *     Open            -->                      again and again, until it is answered
 *                     &lt;--      StateChanged    at once, and whenever the state of the gateway's session changes
 *                     &lt;--      SessionOpened        once the ledger has answered a first request for this node
 *     Submit          -->
 *                     &lt;--      Answered
 *     Ping            -->                      at intervals
 *                     &lt;--      Pong            tells what became of the request in flight
 *     Close           -->
 *                     &lt;--      Closing         if the gateway ends the session
 * </pre>
 *
 * <p>Messages of one side arrive in their order, but the network may lose some of them. The sides find out by ping and
 * pong.
 *
 * <p>Gateways of one cluster compare what must be the same at all of them:
 *
 * <pre>
 *   gateway                    other gateway
 *     Inquiry         -->                      until it is answered, at each new session
 *                     &lt;--      Statement
 * </pre>
 *
 * <p>May depend on: {@code serialization}, ledger-model, Pekko Actor Typed. Messages are immutable.
 */
@NullMarked
package io.ledgeractors.actors.internal.gateway.message;

import org.jspecify.annotations.NullMarked;

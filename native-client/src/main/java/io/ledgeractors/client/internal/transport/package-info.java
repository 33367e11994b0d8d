/**
 * Sockets for one session, over io_uring, epoll or the JDK's selector: one event loop thread, one connection
 * per replica, bytes in and bytes out. It knows nothing of the protocol.
 *
 * <p>May depend on: {@code session} of ledger-model (addresses), Netty, slf4j. Everything runs on the event loop's
 * thread unless a method says otherwise. Internal to native-client but for
 * {@link io.ledgeractors.client.exception.TransportUnavailableException}.
 */
@NullMarked
package io.ledgeractors.client.internal.transport;

import org.jspecify.annotations.NullMarked;

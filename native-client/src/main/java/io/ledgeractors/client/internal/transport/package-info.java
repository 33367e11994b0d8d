/**
 * The sockets of one session over io_uring, epoll or the JDK's selector, with one event loop thread and one connection
 * for each replica. This package carries bytes and does not know the protocol.
 *
 * <p>May depend on: {@code session} of ledger-model (addresses), {@code client.exception},
 * {@code client.internal.driver}, Netty, slf4j. Everything runs on the event loop's thread unless a method says
 * otherwise. Names are resolved on threads of their own, because that may block. Internal to native-client.
 */
@NullMarked
package io.ledgeractors.client.internal.transport;

import org.jspecify.annotations.NullMarked;

/**
 * The protocol of TigerBeetle over TCP: frames in, frames out.
 *
 * <p>Rules about frames and connections are pure classes; the shells around them run on the event loop of Netty,
 * one thread per server. May depend on: ledger-model, {@code replica}, Netty, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.server;

import org.jspecify.annotations.NullMarked;

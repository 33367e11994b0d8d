/**
 * The server of TigerBeetle's protocol over TCP: it cuts bytes into frames, hands them to the ledger and sends replies.
 *
 * <p>The rules about frames and connections are pure classes. The shells around them run on Netty's event loop, one
 * thread per server. May depend on: ledger-model, {@code replica}, Netty, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.server;

import org.jspecify.annotations.NullMarked;

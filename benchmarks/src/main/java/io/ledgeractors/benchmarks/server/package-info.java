/**
 * The ledger that contenders ask: an embedded server in a JVM of its own or a running server, its accounts, and clients
 * that are connected to it.
 *
 * <p>May depend on: {@code measure}, ledger-actors, native-client, embedded-ledger. Threads: the main thread; calls
 * block until the server has answered.
 */
@NullMarked
package io.ledgeractors.benchmarks.server;

import org.jspecify.annotations.NullMarked;

/**
 * The client for programs without actors. {@link io.ledgeractors.client.LedgerClient} makes calls over any session, and
 * {@link io.ledgeractors.client.NativeSession} keeps one session with a TigerBeetle cluster over TCP.
 *
 * <p>May depend on: ledger-model, {@code client.exception}, {@code client.internal}, slf4j. Both classes are
 * thread-safe. Behind a session everything runs on one event loop thread.
 */
@NullMarked
package io.ledgeractors.client;

import org.jspecify.annotations.NullMarked;

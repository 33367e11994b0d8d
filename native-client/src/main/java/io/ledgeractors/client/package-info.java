/**
 * One session with a TigerBeetle cluster: settings and the way in; and {@code LedgerClient}, which makes calls of any
 * session for programs without actors.
 *
 * <p>May depend on: ledger-model, {@code client.session}, {@code client.transport}, slf4j. {@code NativeSession} and
 * {@code LedgerClient} are thread-safe; behind a session everything runs on one event loop thread.
 */
@NullMarked
package io.ledgeractors.client;

import org.jspecify.annotations.NullMarked;

/**
 * One session with a TigerBeetle cluster: settings and the way in.
 *
 * <p>May depend on: ledger-model, {@code client.session}, {@code client.transport}, slf4j. {@code NativeSession} is
 * thread-safe; behind it everything runs on one event loop thread.
 */
@NullMarked
package io.ledgeractors.client;

import org.jspecify.annotations.NullMarked;

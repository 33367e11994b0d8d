/**
 * Connects the rules of a session with its sockets. Internal to native-client.
 *
 * <p>May depend on: ledger-model, {@code client.internal.session}, {@code client.internal.transport}, slf4j. Everything
 * runs on the event loop's thread.
 */
@NullMarked
package io.ledgeractors.client.internal.driver;

import org.jspecify.annotations.NullMarked;

/**
 * Calls of a client: encoding, a bounded queue, one request at a time, decoding. Internal to native-client.
 *
 * <p>May depend on: ledger-model, {@code client.exception}, {@code client.internal.state}, slf4j. {@code CallRunner} is
 * thread-safe; {@code CallQueue} holds its pure rules.
 */
@NullMarked
package io.ledgeractors.client.internal.call;

import org.jspecify.annotations.NullMarked;

/**
 * Encodes the events of asks and decodes the results of replies, each on the thread of its caller.
 *
 * <p>May depend on: ledger-model. It uses no Pekko, no clock and no threads.
 */
@NullMarked
package io.ledgeractors.actors.internal.codec;

import org.jspecify.annotations.NullMarked;

/**
 * Pekko Streams stages for bulk flows.
 *
 * <p>May depend on: ledger-actors, Pekko Streams.
 */
@NullMarked
package io.ledgeractors.streams;

import org.jspecify.annotations.NullMarked;

/**
 * Pekko Streams stages for many elements at a time: settings, batches, results and errors. The package {@code javadsl}
 * builds the flows, sources and sinks.
 *
 * <p>May depend on: ledger-actors, Pekko Streams. It uses neither {@code javadsl} nor {@code internal}.
 *
 * <p>Threads: settings, results of single elements and exceptions are immutable. A batch and its results belong to one
 * stage at a time and travel with the element, so they must not be shared.
 */
@NullMarked
package io.ledgeractors.streams;

import org.jspecify.annotations.NullMarked;

/**
 * Pekko Streams stages for bulk flows: settings, batches, results and errors. The stages themselves are built
 * by {@code javadsl}.
 *
 * <p>May depend on: ledger-actors, Pekko Streams. Knows neither {@code javadsl} nor {@code internal}.
 *
 * <p>Threads: settings, results of elements and exceptions are immutable. A batch and its results belong to
 * one stage at a time and travel with the element; they are not to be shared.
 */
@NullMarked
package io.ledgeractors.streams;

import org.jspecify.annotations.NullMarked;

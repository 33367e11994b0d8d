/**
 * Builders of flows, sources and sinks for Java, in the conventions of Pekko Connectors.
 *
 * <p>May depend on: {@code streams}, {@code streams.internal}, ledger-actors, Pekko Streams. Thread-safe, because each
 * method returns a description that may be materialised any number of times.
 */
@NullMarked
package io.ledgeractors.streams.javadsl;

import org.jspecify.annotations.NullMarked;

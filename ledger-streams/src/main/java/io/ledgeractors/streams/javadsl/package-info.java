/**
 * The ways to build the stages, in the conventions of Pekko Connectors.
 *
 * <p>May depend on: {@code streams}, {@code streams.internal}, ledger-actors, Pekko Streams. Thread-safe: what
 * is built here is a description that may be materialised any number of times.
 */
@NullMarked
package io.ledgeractors.streams.javadsl;

import org.jspecify.annotations.NullMarked;

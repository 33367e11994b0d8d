/**
 * A small application that uses a ledger in its own actor system: it asks, tells and streams.
 *
 * <p>May depend on: all libraries of the project, Pekko.
 */
@NullMarked
package io.ledgeractors.examples.embedding;

import org.jspecify.annotations.NullMarked;

/**
 * A ledger in an application's own actor system: a small program that asks, tells and streams.
 *
 * <p>May depend on: all libraries of the project, Pekko.
 */
@NullMarked
package io.ledgeractors.examples.embedding;

import org.jspecify.annotations.NullMarked;

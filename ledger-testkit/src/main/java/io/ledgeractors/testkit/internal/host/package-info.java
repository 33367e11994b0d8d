/**
 * The actor systems of kits: a user's, or one that the kits of a JVM lend each other, so that most tests find a warm
 * one.
 *
 * <p>May depend on: pekko-actor-testkit-typed, Pekko Cluster. Thread-safe.
 */
@NullMarked
package io.ledgeractors.testkit.internal.host;

import org.jspecify.annotations.NullMarked;

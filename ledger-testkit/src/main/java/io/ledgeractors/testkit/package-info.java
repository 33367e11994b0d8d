/**
 * Test support for programs that use the toolkit: an in-memory ledger whose time a test moves, fixtures, assertions and
 * probes.
 *
 * <p>May depend on: ledger-actors with its {@code internal} packages, ledger-streams, pekko-actor-testkit-typed, and
 * JUnit in the classes that are an extension.
 *
 * <p>Threads: a kit belongs to one test. Its methods are called on the test's thread unless a class says that it is
 * thread-safe.
 */
@NullMarked
package io.ledgeractors.testkit;

import org.jspecify.annotations.NullMarked;

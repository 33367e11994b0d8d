/**
 * A probe in place of a ledger, which gets asks and answers them as a test says.
 *
 * <p>May depend on: ledger-actors with its {@code internal} packages, {@code testkit.internal.activity}. Thread-safe.
 */
@NullMarked
package io.ledgeractors.testkit.probe;

import org.jspecify.annotations.NullMarked;

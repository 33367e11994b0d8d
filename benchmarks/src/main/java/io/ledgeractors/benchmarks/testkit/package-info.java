/**
 * Measures what a test pays for its kit.
 *
 * <p>May depend on: ledger-testkit, picocli. One thread.
 */
@NullMarked
package io.ledgeractors.benchmarks.testkit;

import org.jspecify.annotations.NullMarked;

/**
 * Compares entities and payments with the batcher that they use, in one JVM over an embedded ledger in memory.
 *
 * <p>May depend on: {@code asks}, {@code measure}, {@code server}, {@code turns}, ledger-actors, picocli.
 */
@NullMarked
package io.ledgeractors.benchmarks.entities;

import org.jspecify.annotations.NullMarked;

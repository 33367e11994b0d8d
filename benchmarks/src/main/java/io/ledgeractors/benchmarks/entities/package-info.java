/**
 * Entities and payments by the batcher they stand on, in one JVM over an embedded ledger in memory.
 *
 * <p>May depend on: ledger-actors, picocli.
 */
@NullMarked
package io.ledgeractors.benchmarks.entities;

import org.jspecify.annotations.NullMarked;

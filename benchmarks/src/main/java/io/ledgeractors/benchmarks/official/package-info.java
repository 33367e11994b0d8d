/**
 * The official Java client of TigerBeetle, with prepared batches and with asks of one transfer each.
 *
 * <p>May depend on: {@code measure}, {@code server}, {@code sessions} and {@code asks} for the loops, tigerbeetle-java.
 * Threads: as in those loops.
 */
@NullMarked
package io.ledgeractors.benchmarks.official;

import org.jspecify.annotations.NullMarked;

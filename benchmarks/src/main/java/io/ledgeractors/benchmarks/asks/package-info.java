/**
 * Asks of one transfer each through the batcher, with a ledger and without one.
 *
 * <p>May depend on: {@code measure}, {@code server}, ledger-actors. Threads: an ask is sent by the thread that
 * completes an earlier one.
 */
@NullMarked
package io.ledgeractors.benchmarks.asks;

import org.jspecify.annotations.NullMarked;

/**
 * The flows of ledger-streams that create transfers.
 *
 * <p>May depend on: {@code measure}, {@code server}, ledger-streams. Threads: the main thread waits for one stream at a
 * time.
 */
@NullMarked
package io.ledgeractors.benchmarks.streams;

import org.jspecify.annotations.NullMarked;

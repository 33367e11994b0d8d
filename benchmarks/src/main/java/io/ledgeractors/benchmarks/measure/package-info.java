/**
 * The figures of a benchmark: samples of a contender, processor time and heap of this process.
 *
 * <p>May depend on: HdrHistogram. Threads: a contender's handlers run on the threads of its client, everything else on
 * the main thread.
 */
@NullMarked
package io.ledgeractors.benchmarks.measure;

import org.jspecify.annotations.NullMarked;

/**
 * Judges two builds of this project against each other: one JVM for each, turns in the order A B B A, the median ratio
 * with an interval, and processor time per operation.
 *
 * <p>May depend on: all other packages of the benchmarks, whose loads the worker runs. Threads: the main thread.
 */
@NullMarked
package io.ledgeractors.benchmarks.compare;

import org.jspecify.annotations.NullMarked;

/**
 * The side of a comparison that is measured: a worker process takes turns when it is told to, and answers with figures.
 *
 * <p>May depend on: the JDK. Threads: one request at a time, on the main thread of the worker.
 */
@NullMarked
package io.ledgeractors.benchmarks.turns;

import org.jspecify.annotations.NullMarked;

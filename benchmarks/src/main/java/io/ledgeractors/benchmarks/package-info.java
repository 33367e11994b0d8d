/**
 * The command line of the benchmarks. Not published.
 *
 * <p>May depend on: all packages below it. Threads: the main thread.
 */
@NullMarked
package io.ledgeractors.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * Rounds in which contenders of one JVM take turns on one server, and the table of their ratios.
 *
 * <p>May depend on: {@code measure}, {@code server} and the packages of the contenders. Threads: the main thread.
 */
@NullMarked
package io.ledgeractors.benchmarks.rounds;

import org.jspecify.annotations.NullMarked;

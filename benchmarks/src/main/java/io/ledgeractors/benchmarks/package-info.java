/**
 * Side-by-side measurements: our clients and the official one take turns on the same server. Not published.
 *
 * <p>May depend on: all modules, the official Java client. Threads: a contender's handlers run on the threads of
 * its client; the rest on the main thread.
 */
@NullMarked
package io.ledgeractors.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * Side-by-side measurements. Not published.
 *
 * <p>May depend on: all modules, the official Java client.
 */
@NullMarked
package io.ledgeractors.benchmarks;

import org.jspecify.annotations.NullMarked;

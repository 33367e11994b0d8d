/**
 * The command {@code demo}: pays the sample orders on a temporary ledger.
 *
 * <p>May depend on: {@code orders}, {@code ledger-cli}.
 */
@NullMarked
package io.ledgeractors.examples.demo;

import org.jspecify.annotations.NullMarked;

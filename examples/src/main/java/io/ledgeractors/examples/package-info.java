/**
 * Runnable programs and the command line behind ./ledger.
 *
 * <p>May depend on: all modules.
 */
@NullMarked
package io.ledgeractors.examples;

import org.jspecify.annotations.NullMarked;

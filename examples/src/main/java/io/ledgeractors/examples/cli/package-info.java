/**
 * The command line behind {@code ./ledger}: options, console, exit codes.
 *
 * <p>May depend on: {@code orders}, {@code job}, all libraries of the project, picocli, progressbar. Commands run
 * on the main thread.
 */
@NullMarked
package io.ledgeractors.examples.cli;

import org.jspecify.annotations.NullMarked;

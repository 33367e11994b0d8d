/**
 * The program behind {@code ./ledger} and what each of its commands uses: exit codes, failures, the interface for more
 * commands.
 *
 * <p>May depend on: picocli, {@code embedded-ledger}; on no other package of this module. {@link Main} finds commands
 * with a service loader. Commands run on the main thread.
 */
@NullMarked
package io.ledgeractors.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The ledger that a command uses: its options, the configuration, and a node with the ledger open.
 *
 * <p>May depend on: {@code io.ledgeractors.cli}, all libraries of the project, Pekko, picocli.
 */
@NullMarked
package io.ledgeractors.cli.ledger;

import org.jspecify.annotations.NullMarked;

/**
 * The command {@code start}: serves the embedded ledger over TCP.
 *
 * <p>May depend on: {@code io.ledgeractors.cli}, {@code io.ledgeractors.cli.ledger}, {@code embedded-ledger}, picocli.
 */
@NullMarked
package io.ledgeractors.cli.start;

import org.jspecify.annotations.NullMarked;

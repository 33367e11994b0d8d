/**
 * The command {@code inspect}: what is in the directory of a ledger, and what is damaged.
 *
 * <p>May depend on: the packages that commands share, {@code embedded-ledger}, picocli.
 */
@NullMarked
package io.ledgeractors.cli.inspect;

import org.jspecify.annotations.NullMarked;

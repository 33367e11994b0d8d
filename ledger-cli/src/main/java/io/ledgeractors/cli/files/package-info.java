/**
 * The files that commands write, which are checked before the work begins.
 *
 * <p>May depend on: {@code io.ledgeractors.cli}, {@code io.ledgeractors.cli.ledger}, picocli.
 */
@NullMarked
package io.ledgeractors.cli.files;

import org.jspecify.annotations.NullMarked;

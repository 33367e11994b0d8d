/**
 * The embedded ledger with a directory, beside what bounds it (the disk and the state machine) and beside databases
 * that do the same double entry.
 *
 * <p>May depend on: {@code measure}, {@code server}, {@code state}, {@code turns}, embedded-ledger, ledger-model, JDBC,
 * picocli.
 */
@NullMarked
package io.ledgeractors.benchmarks.durable;

import org.jspecify.annotations.NullMarked;

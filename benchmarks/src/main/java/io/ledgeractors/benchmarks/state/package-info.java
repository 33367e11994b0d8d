/**
 * The embedded ledger's state machine alone: no session, no log. Each measurement has a JVM of its own.
 *
 * <p>May depend on: {@code turns}, embedded-ledger, ledger-model, ledger-tck (the load), picocli.
 */
@NullMarked
package io.ledgeractors.benchmarks.state;

import org.jspecify.annotations.NullMarked;

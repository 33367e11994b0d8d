/**
 * A clock that a test moves.
 *
 * <p>May depend on: ledger-model. Thread-safe.
 */
@NullMarked
package io.ledgeractors.tck.time;

import org.jspecify.annotations.NullMarked;

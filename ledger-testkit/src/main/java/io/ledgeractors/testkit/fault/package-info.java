/**
 * Faults by name: what a test lets go wrong between an asker and the ledger.
 *
 * <p>{@link io.ledgeractors.testkit.fault.Faults} is the beginning. May depend on: ledger-model, ledger-actors.
 * Thread-safe.
 */
@NullMarked
package io.ledgeractors.testkit.fault;

import org.jspecify.annotations.NullMarked;

/**
 * The tables of the ledger and what all its rules share: accounts, transfers, expiries, the registers that hold their
 * fields, and the checks of invariants. Internal to the state machine.
 *
 * <p>May depend on: {@code state.index}, {@code state.store}, ledger-model. Belongs to one thread at a time.
 */
@NullMarked
package io.ledgeractors.embedded.state.tables;

import org.jspecify.annotations.NullMarked;

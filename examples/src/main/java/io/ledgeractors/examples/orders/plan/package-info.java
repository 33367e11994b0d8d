/**
 * The plan of a run: the file of orders, the accounts and transfers that follow from it, and the proofs that compare
 * the final balances with the file. Everything is pure except {@link OrderFile}, which reads the file.
 *
 * <p>May depend on: {@code shared}, {@code ledger-cli} (its {@code BadInputException}), {@code ledger-model}, fastcsv.
 * All classes are immutable or used by one thread.
 */
@NullMarked
package io.ledgeractors.examples.orders.plan;

import org.jspecify.annotations.NullMarked;

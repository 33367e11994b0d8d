/**
 * Standing orders without a ledger: the file, the accounts and transfers that follow from it, what the balances
 * must be in the end, and the proofs that compare both. Pure but for {@link OrderFile}, which reads the file.
 *
 * <p>May depend on: ledger-model, fastcsv. Everything here is immutable or used by one thread.
 */
@NullMarked
package io.ledgeractors.examples.orders.plan;

import org.jspecify.annotations.NullMarked;

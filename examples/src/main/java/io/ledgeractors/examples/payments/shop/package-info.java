/**
 * The shop whose payments the examples make: its plan, its step, its callers and its proofs. {@code Shop} plans,
 * {@code PaymentCall} makes one payment, and {@code ShopProofs} compares the ledger with the plan.
 *
 * <p>May depend on: {@code shared}, {@code ledger-cli}, {@code ledger-actors}, {@code ledger-model}, Pekko. The plan
 * and the proofs are pure, and {@code PaymentCall} is an actor.
 */
@NullMarked
package io.ledgeractors.examples.payments.shop;

import org.jspecify.annotations.NullMarked;

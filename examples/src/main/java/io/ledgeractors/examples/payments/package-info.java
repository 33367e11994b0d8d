/**
 * The command {@code payments}: a sharded payment service with failures made on purpose. {@link Shop} plans the
 * payments, {@link PaymentsRun} makes them, and {@link ShopProofs} compares the ledger with the plan.
 *
 * <p>May depend on: {@code shared}, {@code ledger-cli}, all libraries of the project, Pekko. {@link PaymentsJob} runs
 * on the caller's thread, {@link PaymentsRun} is an actor, and the plan and the proofs are pure.
 */
@NullMarked
package io.ledgeractors.examples.payments;

import org.jspecify.annotations.NullMarked;

/**
 * The command {@code orders}: opens the accounts through sharded entities, pays month by month as a stream, runs the
 * two-phase payments, reads everything back and reports.
 *
 * <p>May depend on: {@code orders.plan}, {@code shared}, {@code ledger-cli}, all libraries of the project, Pekko. Each
 * step is a class; {@link OrdersJob} runs them one after another on the caller's thread.
 */
@NullMarked
package io.ledgeractors.examples.orders;

import org.jspecify.annotations.NullMarked;

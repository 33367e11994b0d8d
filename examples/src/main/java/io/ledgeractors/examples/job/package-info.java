/**
 * The job behind {@code ./ledger orders}: opens the accounts through sharded entities, pays month by month as a
 * stream, runs the two-phase payments, reads everything back and reports.
 *
 * <p>May depend on: {@code orders}, all libraries of the project, Pekko. Each step is a class; {@link OrdersJob}
 * runs them one after another on the caller's thread.
 */
@NullMarked
package io.ledgeractors.examples.job;

import org.jspecify.annotations.NullMarked;

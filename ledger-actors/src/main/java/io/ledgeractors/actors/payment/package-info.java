/**
 * Payments that survive crashes with no other database than the ledger: the sharded workflow, its scanner, and the
 * pure rules behind both.
 *
 * <p>May depend on: {@code io.ledgeractors.actors}, ledger-model, Pekko Cluster Sharding Typed. {@code PaymentFlow} and
 * all it uses are pure: no clock, no I/O, no Pekko, one thread at a time. Workflows and scanners run on their actors'
 * threads.
 */
@NullMarked
package io.ledgeractors.actors.payment;

import org.jspecify.annotations.NullMarked;

/**
 * Payments that survive crashes with no other database than the ledger. {@code Payments} starts them, {@code
 * PaymentWorkflow} takes commands for one payment, and the scanner finds payments at which no shard works.
 *
 * <p>May depend on: {@code io.ledgeractors.actors}, {@code payment.model}, {@code payment.internal}, ledger-model,
 * Pekko Cluster Sharding Typed. The actors of shards and the scanner run on their own threads and hold nothing that
 * could disagree with the ledger.
 */
@NullMarked
package io.ledgeractors.actors.payment;

import org.jspecify.annotations.NullMarked;

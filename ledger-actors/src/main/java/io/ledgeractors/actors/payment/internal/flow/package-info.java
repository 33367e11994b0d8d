/**
 * The rules of payments. {@code PaymentFlow} works at one payment in stages, {@code PaymentShard} holds many of them,
 * and {@code ReserveScan} finds reserves that no shard works at. Internal to payments; public only where the actors of
 * {@code payment} need it.
 *
 * <p>May depend on: {@code payment.model}, {@code payment.internal.stage}, {@code payment.internal.refund}, the replies
 * of {@code io.ledgeractors.actors}, ledger-model. Pure: no clock, no I/O, no Pekko. One thread at a time.
 */
@NullMarked
package io.ledgeractors.actors.payment.internal.flow;

import org.jspecify.annotations.NullMarked;

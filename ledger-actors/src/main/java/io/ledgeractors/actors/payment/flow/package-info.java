/**
 * The rules of payments. {@code PaymentFlow} is one payment in stages, {@code Desk} works at many, {@code ReserveScan} finds
 * those that nobody works at. Of use to the actors of {@code payment} alone; public where these need it.
 *
 * <p>May depend on: {@code payment.model}, the replies of {@code io.ledgeractors.actors}, ledger-model. Pure: no clock, no
 * I/O, no Pekko, one thread at a time.
 */
@NullMarked
package io.ledgeractors.actors.payment.flow;

import org.jspecify.annotations.NullMarked;

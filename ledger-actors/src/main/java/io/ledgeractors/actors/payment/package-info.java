/**
 * Payments that survive crashes with no other database than the ledger: the desks that work at them, the way there, and
 * the scanner that finds what nobody works at.
 *
 * <p>May depend on: {@code io.ledgeractors.actors}, its {@code payment.model} and {@code payment.flow}, ledger-model, Pekko
 * Cluster Sharding Typed. Desks and scanners run on their actors' threads and hold nothing that could disagree with the
 * ledger.
 */
@NullMarked
package io.ledgeractors.actors.payment;

import org.jspecify.annotations.NullMarked;

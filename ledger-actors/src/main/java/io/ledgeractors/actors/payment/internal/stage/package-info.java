/**
 * The stages of the work at one payment: what each wants of the ledger or of the user's step, and which stage follows
 * the answer. Internal to payments; public only where {@code payment.internal.flow} and {@code payment.internal.refund}
 * need it.
 *
 * <p>May depend on: {@code payment.model}, ledger-model. Immutable values, pure: no clock, no I/O, no Pekko.
 */
@NullMarked
package io.ledgeractors.actors.payment.internal.stage;

import org.jspecify.annotations.NullMarked;

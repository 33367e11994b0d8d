/**
 * The stages of a refund. Internal to payments; public only where {@code payment.internal.flow} needs it.
 *
 * <p>May depend on: {@code payment.model}, {@code payment.internal.stage}, ledger-model. Immutable values, pure: no
 * clock, no I/O, no Pekko.
 */
@NullMarked
package io.ledgeractors.actors.payment.internal.refund;

import org.jspecify.annotations.NullMarked;

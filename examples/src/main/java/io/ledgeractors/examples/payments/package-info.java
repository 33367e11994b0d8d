/**
 * What {@code ./ledger payments} pays and what must be in the ledger in the end. Pure.
 *
 * <p>May depend on: ledger-actors (payments), ledger-model. No threads, no clock.
 */
@NullMarked
package io.ledgeractors.examples.payments;

import org.jspecify.annotations.NullMarked;

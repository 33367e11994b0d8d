/**
 * The command {@code payments}: a sharded payment service with failures made on purpose.
 *
 * <p>May depend on: {@code payments.shop}, {@code shared}, {@code ledger-cli}, all libraries of the project, Pekko.
 * {@link PaymentsJob} runs on the caller's thread.
 */
@NullMarked
package io.ledgeractors.examples.payments;

import org.jspecify.annotations.NullMarked;

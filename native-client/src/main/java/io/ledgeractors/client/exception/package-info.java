/**
 * The ways in which a call of a {@link io.ledgeractors.client.LedgerClient} ends without results.
 *
 * <p>A package of its own, because both the client and the code behind it throw them. May depend on: ledger-model.
 * Exceptions are created by this module only.
 */
@NullMarked
package io.ledgeractors.client.exception;

import org.jspecify.annotations.NullMarked;

package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;

/**
 * One movement of a payment, from one account to another. Immutable.
 *
 * @param debitAccountId id of the account that pays
 * @param creditAccountId id of the account that receives
 * @param amount in the smallest unit of the ledger
 * @param ledger the ledger of both accounts, not negative in a payment that is to be paid
 */
public record Leg(UInt128 debitAccountId, UInt128 creditAccountId, UInt128 amount, int ledger) {}

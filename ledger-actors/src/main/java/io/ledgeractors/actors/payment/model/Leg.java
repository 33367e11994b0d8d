package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;

/**
 * One movement of a payment.
 *
 * @param debitAccountId who pays
 * @param creditAccountId who gets it
 * @param amount in the smallest unit of the ledger
 * @param ledger that of both accounts
 */
public record Leg(UInt128 debitAccountId, UInt128 creditAccountId, UInt128 amount, int ledger) {}

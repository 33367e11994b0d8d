package io.ledgeractors.examples.orders.plan;

/**
 * A standing order: every month the payer pays the amount to the payee.
 *
 * @param id number of the order, above 0, unique in its file
 * @param payer account number of the payer at the bank whose orders these are, above 0
 * @param payee the account that is paid
 * @param amount amount in minor units (hundredths), above 0
 * @param code the code of its transfers, see {@link SymbolCodes}
 * @param line the line where the order starts in the file, from 1
 */
public record StandingOrder(long id, long payer, Payee payee, long amount, int code, long line) {}

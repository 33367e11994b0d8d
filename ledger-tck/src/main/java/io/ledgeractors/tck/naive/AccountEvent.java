package io.ledgeractors.tck.naive;

import io.ledgeractors.model.Account;

/**
 * An account to create, as a request holds it.
 *
 * @param account its fields
 * @param reserved the bytes between {@code user_data_32} and {@code ledger}, which must be zero
 */
public record AccountEvent(Account account, int reserved) {}

package io.ledgeractors.examples.users;

import io.ledgeractors.model.UInt128;

/**
 * A user of the foreign database.
 *
 * @param name unique name of the user
 * @param accountId id of the account, chosen before the account is created and stored with the user
 */
public record User(String name, UInt128 accountId) {}

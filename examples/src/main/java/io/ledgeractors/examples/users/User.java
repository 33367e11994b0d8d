package io.ledgeractors.examples.users;

import io.ledgeractors.model.UInt128;

/**
 * A user.
 *
 * @param accountId decided before the account is created, and kept with the user
 */
public record User(String name, UInt128 accountId) {}

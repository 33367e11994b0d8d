package io.ledgeractors.streams;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.util.Optional;

/**
 * The result of a look-up flow for one id. Immutable.
 *
 * @param id the id that was looked up
 * @param account the account with this id at the time of the look-up; empty if the ledger had none
 */
public record AccountLookup(UInt128 id, Optional<Account> account) {}

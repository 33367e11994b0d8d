package io.ledgeractors.streams;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.util.Optional;

/**
 * An id that went through a flow and the account the ledger has under it. Immutable.
 *
 * @param id what was asked for
 * @param account as it was then; empty if there was none
 */
public record AccountLookup(UInt128 id, Optional<Account> account) {}

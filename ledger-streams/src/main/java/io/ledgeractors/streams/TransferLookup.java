package io.ledgeractors.streams;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.Optional;

/**
 * The result of a look-up flow for one id. Immutable.
 *
 * @param id the id that was looked up
 * @param transfer the transfer with this id at the time of the look-up; empty if the ledger had none
 */
public record TransferLookup(UInt128 id, Optional<Transfer> transfer) {}

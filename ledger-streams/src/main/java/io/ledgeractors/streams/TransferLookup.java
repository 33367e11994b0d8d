package io.ledgeractors.streams;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.Optional;

/**
 * An id that went through a flow and the transfer the ledger has under it. Immutable.
 *
 * @param id what was asked for
 * @param transfer as it was then; empty if there was none
 */
public record TransferLookup(UInt128 id, Optional<Transfer> transfer) {}

package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;

/** What became of an element that was to be created. Immutable. */
public sealed interface LedgerResult permits AccountResult, TransferResult {
    /** Id of the element. */
    UInt128 id();

    /** True if it is in the ledger: just created, or there before just so. */
    boolean isInLedger();

    /** The status as TigerBeetle writes it, such as {@code created}. */
    String statusName();

    /** Nanoseconds since 1970: of the object if it is in the ledger, else the slot of the event. */
    long timestamp();
}

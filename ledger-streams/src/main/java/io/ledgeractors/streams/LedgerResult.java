package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;

/** The result of a create flow for one element. Immutable. */
public sealed interface LedgerResult permits AccountResult, TransferResult {
    /** Returns the id of the element. */
    UInt128 id();

    /** Returns true if the element is in the ledger, because it was created now or existed with equal fields. */
    boolean isInLedger();

    /** Returns the status in the spelling of TigerBeetle, such as {@code created}. */
    String statusName();

    /**
     * Returns the timestamp of the object if it is in the ledger, else the timestamp that the ledger gave to the event;
     * ns since 1970.
     */
    long timestamp();
}

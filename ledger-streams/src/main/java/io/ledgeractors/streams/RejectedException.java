package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;

/**
 * The ledger did not create an element and it was not there before, and the stream was told to stop at such a one.
 * What was sent behind it may have been created. Remedy: what the status says.
 */
public final class RejectedException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final transient LedgerResult result;

    /** Names the element and its status. */
    public RejectedException(LedgerResult result) {
        super("the ledger answered " + result.statusName() + " to the element with id " + result.id());
        this.result = result;
    }

    /** Id of the element. */
    public UInt128 id() {
        return result == null ? UInt128.ZERO : result.id();
    }
}

package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;
import org.apache.pekko.annotation.InternalApi;

/**
 * Signals that the ledger rejected an element in a stream that stops at the first rejected one. The ledger neither
 * created the element now nor had it before. Elements that were sent behind it may have been created. Remedy: see the
 * status.
 */
public final class ElementRejectedException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final transient LedgerResult result;

    /** INTERNAL API. */
    @InternalApi
    public ElementRejectedException(LedgerResult result) {
        super("the ledger answered " + result.statusName() + " to the element with id " + result.id());
        this.result = result;
    }

    /** Returns the id of the element; zero in a deserialized copy. */
    public UInt128 id() {
        return result == null ? UInt128.ZERO : result.id();
    }
}

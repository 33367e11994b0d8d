package io.ledgeractors.actors;

import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * Thrown if nobody knows whether a request was executed, or still will be. Look {@link #ids()} up later, or send the
 * very same events again.
 */
public final class LedgerOutcomeUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<UInt128> ids;

    LedgerOutcomeUnknownException(List<UInt128> ids, String message) {
        super("outcome unknown: " + message);
        this.ids = ids;
    }

    /** Returns the ids of the events that were to be created, or ids that were looked up; none for queries. */
    public List<UInt128> ids() {
        return ids;
    }
}

package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;
import org.apache.pekko.annotation.InternalApi;

/**
 * Signals that a chain of linked events does not fit into one request, so that it can never be executed as a whole.
 * Nothing of the chain was sent. The events before it were sent, and their results were delivered. Remedy: build
 * shorter chains, or raise {@code max-events-per-request} if it is below the ledger's limit.
 */
public final class ChainTooLongException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final UInt128 firstId;
    private final int eventsMax;

    /**
     * INTERNAL API.
     *
     * @param firstId id of the first event of the chain
     * @param eventsMax how many events a request holds
     */
    @InternalApi
    public ChainTooLongException(UInt128 firstId, int eventsMax) {
        super("the chain that starts with id " + firstId + " does not end within " + eventsMax
                + " events, the most that one request holds: nothing of it was sent");
        this.firstId = firstId;
        this.eventsMax = eventsMax;
    }

    /** Returns the id of the first event of the chain. */
    public UInt128 firstId() {
        return firstId;
    }

    /** Returns how many events a request holds. */
    public int eventsMax() {
        return eventsMax;
    }
}

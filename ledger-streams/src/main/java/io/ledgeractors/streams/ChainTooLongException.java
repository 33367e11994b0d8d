package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;

/**
 * A chain of linked events does not fit into one request, so it can never be executed as a whole. Nothing of
 * it was sent; what came before it was sent and its results were delivered. Remedy: a shorter chain.
 */
public final class ChainTooLongException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final UInt128 firstId;
    private final int eventsMax;

    /**
     * Names the chain.
     *
     * @param firstId id of its first event
     * @param eventsMax how many events a request holds
     */
    public ChainTooLongException(UInt128 firstId, int eventsMax) {
        super("the chain that starts with id " + firstId + " does not end within " + eventsMax
                + " events, the most that one request holds: nothing of it was sent");
        this.firstId = firstId;
        this.eventsMax = eventsMax;
    }

    /** Id of the first event of the chain. */
    public UInt128 firstId() {
        return firstId;
    }

    /** How many events a request holds. */
    public int eventsMax() {
        return eventsMax;
    }
}

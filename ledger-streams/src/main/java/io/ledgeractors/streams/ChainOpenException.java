package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;

/**
 * The last event of a chain never came: the upstream completed, or paused for too long, or a batch ended
 * within a chain. Nothing of the chain was sent; what came before it was sent and its results were delivered.
 * Remedy: end each chain with an event whose {@code linked} flag is not set.
 */
public final class ChainOpenException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final UInt128 firstId;
    private final int events;

    /**
     * Names the chain.
     *
     * @param firstId id of its first event
     * @param events how many events of it came
     * @param why what happened instead of the next event, for people
     */
    public ChainOpenException(UInt128 firstId, int events, String why) {
        super("the chain that starts with id " + firstId + " was still open after " + events + " events when " + why
                + ": nothing of it was sent");
        this.firstId = firstId;
        this.events = events;
    }

    /** Id of the first event of the chain. */
    public UInt128 firstId() {
        return firstId;
    }

    /** How many events of the chain came. */
    public int events() {
        return events;
    }
}

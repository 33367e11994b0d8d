package io.ledgeractors.streams;

import io.ledgeractors.model.UInt128;
import org.apache.pekko.annotation.InternalApi;

/**
 * Signals that the last event of a chain never arrived, because the upstream completed or paused for too long, or a
 * batch ended within a chain. Nothing of the chain was sent. The events before it were sent, and their results were
 * delivered. Remedy: end each chain with an event whose {@code linked} flag is not set.
 */
public final class ChainOpenException extends LedgerStreamException {
    private static final long serialVersionUID = 1L;

    private final UInt128 firstId;
    private final int events;

    /**
     * INTERNAL API.
     *
     * @param firstId id of the first event of the chain
     * @param events how many events of the chain arrived
     * @param why what happened instead of the next event; part of the message
     */
    @InternalApi
    public ChainOpenException(UInt128 firstId, int events, String why) {
        super("the chain that starts with id " + firstId + " was still open after " + events + " events when " + why
                + ": nothing of it was sent");
        this.firstId = firstId;
        this.events = events;
    }

    /** Returns the id of the first event of the chain. */
    public UInt128 firstId() {
        return firstId;
    }

    /** Returns how many events of the chain arrived. */
    public int events() {
        return events;
    }
}

package io.ledgeractors.actors.batcher;

/**
 * How much of the interactive lane may wait for the ledger, not counting the request in flight.
 *
 * <p>The bulk lane is not counted and never refused for want of room: but for one request of it, its events stay
 * where their sender encoded them, and a sender of bulk bounds what it has outstanding (a stage: two requests). A
 * refusal would let a later ask of the same key overtake an earlier one that has to be sent again.
 *
 * @param events events at most; an ask without events counts as one
 * @param bytes bytes of events at most
 */
public record QueueLimits(int events, long bytes) {
    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public QueueLimits {
        if (events < 1 || bytes < 1) {
            throw new IllegalArgumentException("a queue holds at least one event and one byte");
        }
    }
}

package io.ledgeractors.actors.internal.batching;

/**
 * How much may wait for the ledger, not counting the request in flight.
 *
 * <p>What has credit, see {@link BulkCredit}, has a bound of its own and is never refused for want of room: a refusal
 * would let a later ask of the same key overtake an earlier one that has to be sent again.
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

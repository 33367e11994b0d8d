package io.ledgeractors.actors.internal.batching;

/**
 * The bounds of what may wait for the ledger. The request in flight is not counted.
 *
 * <p>Asks with credit, see {@link BulkCredit}, have a bound of their own and are never refused as overloaded. A refusal
 * would let a later ask of the same key overtake an earlier one that has to be sent again.
 *
 * @param events greatest number of events, at least 1; an ask without events counts as one
 * @param bytes greatest number of bytes of events, at least 1
 */
public record QueueBounds(int events, long bytes) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public QueueBounds {
        if (events < 1 || bytes < 1) {
            throw new IllegalArgumentException("a queue must hold at least one event and one byte");
        }
    }
}

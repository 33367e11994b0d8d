package io.ledgeractors.actors.internal.batching;

/**
 * The times that the batcher waits, in ns. 0 switches a wait off.
 *
 * @param maxGatherGap longest time from ask to ask that a request waits for the next asks of the askers that were just
 *     answered
 * @param linger time that an ask waits for others to join its request if nothing else waits
 * @param askTimeout time after which an interactive ask without a time-out of its own is answered
 */
public record Timing(long maxGatherGap, long linger, long askTimeout) {
    /** No waits and no time-out. */
    public static final Timing NONE = new Timing(0, 0, 0);
}

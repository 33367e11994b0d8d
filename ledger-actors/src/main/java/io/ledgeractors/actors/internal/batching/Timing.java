package io.ledgeractors.actors.internal.batching;

/**
 * What the batcher waits for, in ns; 0 of each: never.
 *
 * @param maxGatherGap how long a request waits, from ask to ask, for those who were just answered
 * @param linger how long an ask that finds nothing waiting waits for others to join
 * @param askTimeout after which interactive asks are answered that do not say otherwise
 */
public record Timing(long maxGatherGap, long linger, long askTimeout) {
    /** Waits for nothing. */
    public static final Timing NONE = new Timing(0, 0, 0);
}

package io.ledgeractors.testkit.internal.simulation;

/**
 * A {@link HistoryCheck} counts this when it has found everything right.
 *
 * @param operations requests in the log
 * @param answered asks that were answered with results
 * @param refused asks that were definitely not executed
 * @param unknown asks whose outcome stayed unknown
 */
public record History(int operations, int answered, int refused, int unknown) {}

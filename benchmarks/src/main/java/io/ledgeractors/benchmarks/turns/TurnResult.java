package io.ledgeractors.benchmarks.turns;

/**
 * The figures of one turn.
 *
 * @param operations transfers, asks or payments that were done; above 0
 * @param nanos time that they took, in ns; above 0
 * @param processorNanos processor time that they took, in ns, of all processes of the build; 0 or more
 */
public record TurnResult(long operations, long nanos, long processorNanos) {
    /** Checks the ranges. */
    public TurnResult {
        if (operations <= 0 || nanos <= 0 || processorNanos < 0) {
            throw new IllegalArgumentException("a turn without work: " + operations + " operations in " + nanos
                    + " ns with " + processorNanos + " ns of processor time; take longer turns");
        }
    }

    /** Returns the operations per second. */
    public double perSecond() {
        return operations * 1e9 / nanos;
    }

    /** Returns the processor time of an operation, in ns. */
    public double processorNanosPerOperation() {
        return (double) processorNanos / operations;
    }
}

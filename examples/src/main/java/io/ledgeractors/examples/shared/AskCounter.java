package io.ledgeractors.examples.shared;

/** Counts the asks and the answers of many callers. Thread-safe. */
public final class AskCounter {
    private AskCounts counts = AskCounts.NONE;

    /** Creates a counter without asks. */
    public AskCounter() {}

    /** Returns the numbers up to now. */
    public synchronized AskCounts counts() {
        return counts;
    }

    void add(AskCounts more) {
        synchronized (this) {
            counts = counts.plus(more);
        }
    }
}

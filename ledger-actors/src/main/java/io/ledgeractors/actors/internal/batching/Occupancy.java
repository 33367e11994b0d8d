package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;

/** What waits for the ledger, the request in flight not counted. */
final class Occupancy {
    private final QueueLimits bounds;
    private int events;
    private long bytes;
    // What of these has credit.
    private int creditEvents;
    private long creditBytes;

    Occupancy(QueueLimits bounds) {
        this.bounds = bounds;
    }

    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    /** True if an ask is to be refused; what has credit is bounded by that, see {@link QueueLimits}. */
    boolean isFullFor(Ask ask) {
        return !ask.hasCredit()
                && (events - creditEvents + weight(ask) > bounds.events()
                        || bytes - creditBytes + length(ask) > bounds.bytes());
    }

    void add(Ask ask) {
        count(ask, 1);
    }

    void remove(Ask ask) {
        count(ask, -1);
    }

    void add(OpenRequest<?> request) {
        count(request, 1);
    }

    void remove(OpenRequest<?> request) {
        count(request, -1);
    }

    /** An ask without events counts as one, so that no number of them is unbounded. */
    static int weight(Ask ask) {
        return Math.max(1, ask.count());
    }

    @Override
    public String toString() {
        return (events - creditEvents) + " events (" + (bytes - creditBytes) + " bytes) wait already; the limits are "
                + bounds.events() + " and " + bounds.bytes();
    }

    static long length(Ask ask) {
        return (long) ask.count() * ask.operation().eventSize();
    }

    private void count(Ask ask, int sign) {
        events += sign * weight(ask);
        bytes += sign * length(ask);
        if (ask.hasCredit()) {
            creditEvents += sign * weight(ask);
            creditBytes += sign * length(ask);
        }
    }

    private void count(OpenRequest<?> request, int sign) {
        events += sign * request.weight;
        bytes += (long) sign * request.payload();
        creditEvents += sign * request.creditWeight;
        creditBytes += (long) sign * request.creditPayload;
    }
}

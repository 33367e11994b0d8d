package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;

/** Counts the events and bytes that wait for the ledger. The request in flight is not counted. */
final class Occupancy {
    private final QueueBounds bounds;
    private int events;
    private long bytes;
    // The part of these that has credit.
    private int creditEvents;
    private long creditBytes;

    Occupancy(QueueBounds bounds) {
        this.bounds = bounds;
    }

    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    /**
     * Returns true if there is no capacity for an ask. Asks with credit are bounded elsewhere, see {@link
     * QueueBounds}.
     */
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

    /** Returns how many events an ask counts as. One without events counts as one, so that their number is bounded. */
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

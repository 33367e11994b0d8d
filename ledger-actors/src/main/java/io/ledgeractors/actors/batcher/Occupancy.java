package io.ledgeractors.actors.batcher;

/** What waits for the ledger, the request in flight not counted. */
final class Occupancy {
    private final QueueLimits bounds;
    private int events;
    private long bytes;
    // What of these is bulk.
    private int bulkEvents;
    private long bulkBytes;

    Occupancy(QueueLimits bounds) {
        this.bounds = bounds;
    }

    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    /** Bulk waits in its sender's memory, and its sender bounds it; see {@link QueueLimits}. */
    boolean isFullFor(Ask ask) {
        return !ask.isBulk()
                && (events - bulkEvents + weight(ask) > bounds.events()
                        || bytes - bulkBytes + length(ask) > bounds.bytes());
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
        return (events - bulkEvents) + " events (" + (bytes - bulkBytes) + " bytes) wait already; the limits are "
                + bounds.events() + " and " + bounds.bytes();
    }

    private static long length(Ask ask) {
        return (long) ask.count() * ask.operation().eventSize();
    }

    private void count(Ask ask, int sign) {
        events += sign * weight(ask);
        bytes += sign * length(ask);
        if (ask.isBulk()) {
            bulkEvents += sign * weight(ask);
            bulkBytes += sign * length(ask);
        }
    }

    private void count(OpenRequest<?> request, int sign) {
        events += sign * request.weight;
        bytes += (long) sign * request.payload();
        bulkEvents += sign * request.bulkWeight;
        bulkBytes += (long) sign * request.bulkPayload;
    }
}

package io.ledgeractors.embedded.state;

/** Where in time an imported transfer may stand. */
final class ImportOrder {
    private ImportOrder() {}

    /**
     * True if the given time is not after all transfers, or is that of an account or of an expiry. A TigerBeetle
     * server takes the time of an expiry and then shows one event for two; here both stay apart.
     */
    static boolean regresses(Books books, long timestamp) {
        return timestamp <= books.transfers.lastTimestamp()
                || books.accounts.hasTimestamp(timestamp)
                || books.expiries.hasTimestamp(timestamp);
    }
}

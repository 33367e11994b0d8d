package io.ledgeractors.embedded.state.create;

import io.ledgeractors.embedded.state.tables.LedgerTables;

/** Where in time an imported transfer may stand. */
final class ImportedTimestampRule {
    private ImportedTimestampRule() {}

    /**
     * True if the given time is not after all transfers, or is that of an account or of an expiry. A TigerBeetle
     * server takes the time of an expiry and then shows one event for two; here both stay apart.
     */
    static boolean regresses(LedgerTables tables, long timestamp) {
        return timestamp <= tables.transfers.lastTimestamp()
                || tables.accounts.hasTimestamp(timestamp)
                || tables.expiries.hasTimestamp(timestamp);
    }
}

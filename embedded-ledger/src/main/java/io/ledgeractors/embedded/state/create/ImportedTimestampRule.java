package io.ledgeractors.embedded.state.create;

import io.ledgeractors.embedded.state.tables.LedgerTables;

/** The rule which timestamps an imported transfer may have. */
final class ImportedTimestampRule {
    private ImportedTimestampRule() {}

    /**
     * Returns true if the timestamp is not above that of all transfers, or if an account or an expiry has it. A
     * TigerBeetle server accepts the timestamp of an expiry and then shows one change event for both; this ledger keeps
     * them apart.
     */
    static boolean regresses(LedgerTables tables, long timestamp) {
        return timestamp <= tables.transfers.lastTimestamp()
                || tables.accounts.hasTimestamp(timestamp)
                || tables.expiries.hasTimestamp(timestamp);
    }
}

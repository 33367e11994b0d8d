package io.ledgeractors.tck.vectors;

/** A requirement of a scenario on its ledger. A ledger that starts empty for each scenario meets all of them. */
public enum Requirement {
    /** The ledger may hold other data. */
    ANY,
    /** The ledger may hold other data, but no other client may write during the replay. */
    QUIET,
    /** The ledger must hold no account and no transfer. */
    EMPTY_LEDGER,
    /** The ledger must be empty, or hold only the {@code import_*} scenarios with lower numbers, run in order. */
    IMPORT_ORDER
}

package io.ledgeractors.tck.vectors;

/** What a scenario needs of a ledger. A ledger that starts empty for each scenario meets all of them. */
public enum Requirement {
    /** Other data does no harm. */
    ANY,
    /** Other data does no harm, but nobody else may write meanwhile. */
    QUIET,
    /** No account, no transfer. */
    EMPTY_LEDGER,
    /** Empty, or nothing but the {@code import_*} scenarios with lower numbers, run in order. */
    IMPORT_ORDER
}

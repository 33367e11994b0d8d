package io.ledgeractors.embedded.recovery;

/** The policy for a newest block of the log that was announced, but is missing or damaged. */
public enum TailLoss {
    /** Cuts the block off, opens the ledger, logs a warning and reports it. */
    CUT_OFF,
    /** Refuses to open the ledger. */
    REFUSE
}

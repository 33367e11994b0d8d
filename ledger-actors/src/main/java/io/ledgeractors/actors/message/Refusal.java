package io.ledgeractors.actors.message;

/** Why an ask was refused. Each means: definitely not executed. */
public enum Refusal {
    /** The queue in front of the ledger is full: ask again later, or slower. */
    OVERLOADED,
    /** More events than one request holds, or a query's limit above what a reply holds: ask for less at a time. */
    TOO_MUCH_DATA,
    /** The ledger does not accept the request as it is: sending it again gives the same answer. */
    INVALID,
    /** Its time-out passed before it was sent: the ledger is away, or slower than its askers. Ask again later. */
    TIMED_OUT,
    /** The account's policy does not allow it; see {@link io.ledgeractors.actors.account.AccountPolicy}. */
    DENIED,
    /** The system is shutting down; the ask was never sent. */
    CLOSED,
    /**
     * The ledger cannot be used: its release does not fit, it has stopped, or its disk or memory is full. The message
     * tells which. A ledger that is full takes the same ask once there is room again.
     */
    UNAVAILABLE,
    /** Handling this ask failed here, in this JVM; the ask was never sent. The log has the cause. */
    FAILED
}

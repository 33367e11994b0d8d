package io.ledgeractors.actors.message;

/** The reason why an ask was refused. Each reason means that the ask was definitely not executed. */
public enum Refusal {
    /** The queue in front of the ledger is full. Ask again later, or more slowly. */
    OVERLOADED,
    /** The ask has more events than one request holds, or the limit of a query is too great. Ask for less at a time. */
    TOO_MUCH_DATA,
    /** The ledger does not accept the request as it is. The same request will be refused again. */
    INVALID,
    /**
     * The time-out passed before the ask was sent, because the ledger is away or slower than its askers. Ask again
     * later.
     */
    TIMED_OUT,
    /**
     * The caller may not do that, because of the account's policy (see {@link
     * io.ledgeractors.actors.account.AccountPolicy}) or of the limits that a gateway has for the roles of the caller's
     * node. The message tells which.
     */
    DENIED,
    /**
     * The system is shutting down, or the account's entity is moving to another node. The ask was never sent. Ask
     * again.
     */
    CLOSED,
    /**
     * The ledger cannot be used, because its release does not fit, it has stopped, or its disk or memory is full. The
     * message tells which. A full ledger accepts the same ask once there is space again.
     */
    UNAVAILABLE,
    /** Handling the ask failed in this JVM, and the ask was never sent. The log has the cause. */
    FAILED
}

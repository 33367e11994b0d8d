package io.ledgeractors.tck.naive;

/** The status of a pending transfer. */
enum NaivePendingStatus {
    PENDING,
    POSTED,
    VOIDED,
    EXPIRED
}

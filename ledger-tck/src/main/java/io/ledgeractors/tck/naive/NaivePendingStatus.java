package io.ledgeractors.tck.naive;

/** What has become of a pending transfer. */
enum NaivePendingStatus {
    PENDING,
    POSTED,
    VOIDED,
    EXPIRED
}

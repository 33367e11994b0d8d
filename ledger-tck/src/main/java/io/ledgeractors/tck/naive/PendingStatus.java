package io.ledgeractors.tck.naive;

/** What has become of a pending transfer. */
enum PendingStatus {
    PENDING,
    POSTED,
    VOIDED,
    EXPIRED
}

package io.ledgeractors.embedded.state;

/** What became of a pending transfer, one byte each. */
final class PendingStatus {
    static final byte NONE = 0;
    static final byte PENDING = 1;
    static final byte POSTED = 2;
    static final byte VOIDED = 3;
    static final byte EXPIRED = 4;

    private PendingStatus() {}
}

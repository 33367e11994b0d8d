package io.ledgeractors.embedded.state.tables;

/** What became of a pending transfer, one byte each. */
public final class PendingStatus {
    public static final byte NONE = 0;
    public static final byte PENDING = 1;
    public static final byte POSTED = 2;
    public static final byte VOIDED = 3;
    public static final byte EXPIRED = 4;

    private PendingStatus() {}
}

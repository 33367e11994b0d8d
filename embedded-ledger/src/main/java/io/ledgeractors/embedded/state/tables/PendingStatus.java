package io.ledgeractors.embedded.state.tables;

/** The states of a transfer with regard to two-phase transfers, one byte each. */
public final class PendingStatus {
    /** The transfer is no pending transfer. */
    public static final byte NONE = 0;

    /** The transfer is pending and still holds its amount. */
    public static final byte PENDING = 1;

    /** The pending transfer was posted. */
    public static final byte POSTED = 2;

    /** The pending transfer was voided. */
    public static final byte VOIDED = 3;

    /** The pending transfer expired. */
    public static final byte EXPIRED = 4;

    private PendingStatus() {}
}

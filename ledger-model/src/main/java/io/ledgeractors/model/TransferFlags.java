package io.ledgeractors.model;

/**
 * The flags of a transfer as bits, which are joined with {@code |}. {@link TransferFlag} has them as an enum. Source:
 * protocol fact sheet, section 7.
 */
public final class TransferFlags {
    /** No flag. */
    public static final int NONE = 0;

    /** Succeeds or fails together with the next transfer of the batch. */
    public static final int LINKED = 1;

    /** Reserves the amount until it is posted, voided or expired. */
    public static final int PENDING = 2;

    /** Posts a pending transfer. */
    public static final int POST_PENDING_TRANSFER = 4;

    /** Voids a pending transfer. */
    public static final int VOID_PENDING_TRANSFER = 8;

    /** Reduces the amount to what the debit account can give. */
    public static final int BALANCING_DEBIT = 16;

    /** Reduces the amount to what the credit account can take. */
    public static final int BALANCING_CREDIT = 32;

    /** Closes the debit account. */
    public static final int CLOSING_DEBIT = 64;

    /** Closes the credit account. */
    public static final int CLOSING_CREDIT = 128;

    /** The event carries its own timestamp. */
    public static final int IMPORTED = 256;

    private TransferFlags() {}

    /** Returns true if {@code flags} has all bits of {@code flag}. */
    public static boolean has(int flags, int flag) {
        return (flags & flag) == flag;
    }
}

package io.ledgeractors.model;

/** The flags of an account filter, to be joined with {@code |}. Source: protocol fact sheet, section 7. */
public final class AccountFilterFlags {
    /** No flag. */
    public static final int NONE = 0;

    /** Transfers that debit the account. */
    public static final int DEBITS = 1;

    /** Transfers that credit the account. */
    public static final int CREDITS = 2;

    /** Newest first. */
    public static final int REVERSED = 4;

    private AccountFilterFlags() {}

    /** True if {@code flags} has all bits of {@code flag}. */
    public static boolean has(int flags, int flag) {
        return (flags & flag) == flag;
    }
}

package io.ledgeractors.model;

/**
 * The flags of an account filter as bits, which are joined with {@code |}. {@link AccountFilterFlag} has them as an
 * enum. Source: protocol fact sheet, section 7.
 */
public final class AccountFilterFlags {
    /** No flag. */
    public static final int NONE = 0;

    /** Selects transfers that debit the account. */
    public static final int DEBITS = 1;

    /** Selects transfers that credit the account. */
    public static final int CREDITS = 2;

    /** Returns the newest results first. */
    public static final int REVERSED = 4;

    private AccountFilterFlags() {}

    /** Returns true if {@code flags} has all bits of {@code flag}. */
    public static boolean has(int flags, int flag) {
        return (flags & flag) == flag;
    }
}

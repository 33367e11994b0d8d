package io.ledgeractors.model;

/**
 * The flags of an account as bits, which are joined with {@code |}. {@link AccountFlag} has them as an enum. Source:
 * protocol fact sheet, section 7.
 */
public final class AccountFlags {
    /** No flag. */
    public static final int NONE = 0;

    /** Succeeds or fails together with the next account of the batch. */
    public static final int LINKED = 1;

    /** Pending and posted debits may not exceed the posted credits. */
    public static final int DEBITS_MUST_NOT_EXCEED_CREDITS = 2;

    /** Pending and posted credits may not exceed the posted debits. */
    public static final int CREDITS_MUST_NOT_EXCEED_DEBITS = 4;

    /** The ledger keeps the balances of the account after each transfer. */
    public static final int HISTORY = 8;

    /** The event carries its own timestamp. */
    public static final int IMPORTED = 16;

    /** The account accepts no transfers. */
    public static final int CLOSED = 32;

    private AccountFlags() {}

    /** Returns true if {@code flags} has all bits of {@code flag}. */
    public static boolean has(int flags, int flag) {
        return (flags & flag) == flag;
    }
}

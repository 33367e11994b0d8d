package io.ledgeractors.model;

/**
 * The flags of a query filter as bits, which are joined with {@code |}. {@link QueryFilterFlag} has them as an enum.
 * Source: protocol fact sheet, section 7.
 */
public final class QueryFilterFlags {
    /** No flag. */
    public static final int NONE = 0;

    /** Returns the newest results first. */
    public static final int REVERSED = 1;

    private QueryFilterFlags() {}

    /** Returns true if {@code flags} has all bits of {@code flag}. */
    public static boolean has(int flags, int flag) {
        return (flags & flag) == flag;
    }
}

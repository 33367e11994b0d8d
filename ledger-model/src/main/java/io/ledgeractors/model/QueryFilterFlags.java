package io.ledgeractors.model;

/** The flags of a query filter, to be joined with {@code |}. Source: protocol fact sheet, section 7. */
public final class QueryFilterFlags {
    /** No flag. */
    public static final int NONE = 0;

    /** Newest first. */
    public static final int REVERSED = 1;

    private QueryFilterFlags() {}

    /** True if {@code flags} has all bits of {@code flag}. */
    public static boolean has(int flags, int flag) {
        return (flags & flag) == flag;
    }
}

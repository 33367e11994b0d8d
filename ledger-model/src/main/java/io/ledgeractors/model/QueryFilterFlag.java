package io.ledgeractors.model;

import java.util.Set;

/**
 * One flag of a query filter, for sets of flags. {@link QueryFilterFlags} holds the same flags as bits, which is how a
 * record stores them: {@link QueryFilter#flagSet} and the {@code flags} setters of {@link QueryFilter.Builder} convert.
 */
public enum QueryFilterFlag {
    /** Returns the newest results first. */
    REVERSED(QueryFilterFlags.REVERSED);

    private final int bit;

    QueryFilterFlag(int bit) {
        this.bit = bit;
    }

    /** Returns the bit of this flag, one of the constants of {@link QueryFilterFlags}. */
    public int bit() {
        return bit;
    }

    /** Returns the flags whose bits are set, as an unmodifiable set. Bits that stand for no flag are left out. */
    public static Set<QueryFilterFlag> ofBits(int bits) {
        return FlagSets.ofBits(QueryFilterFlag.class, QueryFilterFlag::bit, bits);
    }

    /** Returns the bits of all flags in a set, joined with {@code |}; 0 for an empty set. */
    public static int toBits(Set<QueryFilterFlag> flags) {
        return FlagSets.toBits(flags, QueryFilterFlag::bit);
    }
}

package io.ledgeractors.model;

import java.util.Set;

/**
 * One flag of an account filter, for sets of flags. {@link AccountFilterFlags} holds the same flags as bits, which is
 * how a record stores them: {@link AccountFilter#flagSet} and the {@code flags} setters of {@link
 * AccountFilter.Builder} convert.
 */
public enum AccountFilterFlag {
    /** Selects transfers that debit the account. */
    DEBITS(AccountFilterFlags.DEBITS),

    /** Selects transfers that credit the account. */
    CREDITS(AccountFilterFlags.CREDITS),

    /** Returns the newest results first. */
    REVERSED(AccountFilterFlags.REVERSED);

    private final int bit;

    AccountFilterFlag(int bit) {
        this.bit = bit;
    }

    /** Returns the bit of this flag, one of the constants of {@link AccountFilterFlags}. */
    public int bit() {
        return bit;
    }

    /** Returns the flags whose bits are set, as an unmodifiable set. Bits that stand for no flag are left out. */
    public static Set<AccountFilterFlag> ofBits(int bits) {
        return FlagSets.ofBits(AccountFilterFlag.class, AccountFilterFlag::bit, bits);
    }

    /** Returns the bits of all flags in a set, joined with {@code |}; 0 for an empty set. */
    public static int toBits(Set<AccountFilterFlag> flags) {
        return FlagSets.toBits(flags, AccountFilterFlag::bit);
    }
}

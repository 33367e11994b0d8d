package io.ledgeractors.model;

import java.util.Set;

/**
 * One flag of an account, for sets of flags. {@link AccountFlags} holds the same flags as bits, which is how a record
 * stores them: {@link Account#flagSet} and the {@code flags} setters of {@link Account.Builder} convert.
 */
public enum AccountFlag {
    /** Succeeds or fails together with the next account of the batch. */
    LINKED(AccountFlags.LINKED),

    /** Pending and posted debits may not exceed the posted credits. */
    DEBITS_MUST_NOT_EXCEED_CREDITS(AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS),

    /** Pending and posted credits may not exceed the posted debits. */
    CREDITS_MUST_NOT_EXCEED_DEBITS(AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS),

    /** The ledger keeps the balances of the account after each transfer. */
    HISTORY(AccountFlags.HISTORY),

    /** The event carries its own timestamp. */
    IMPORTED(AccountFlags.IMPORTED),

    /** The account accepts no transfers. */
    CLOSED(AccountFlags.CLOSED);

    private final int bit;

    AccountFlag(int bit) {
        this.bit = bit;
    }

    /** Returns the bit of this flag, one of the constants of {@link AccountFlags}. */
    public int bit() {
        return bit;
    }

    /** Returns the flags whose bits are set, as an unmodifiable set. Bits that stand for no flag are left out. */
    public static Set<AccountFlag> ofBits(int bits) {
        return FlagSets.ofBits(AccountFlag.class, AccountFlag::bit, bits);
    }

    /** Returns the bits of all flags in a set, joined with {@code |}; 0 for an empty set. */
    public static int toBits(Set<AccountFlag> flags) {
        return FlagSets.toBits(flags, AccountFlag::bit);
    }
}

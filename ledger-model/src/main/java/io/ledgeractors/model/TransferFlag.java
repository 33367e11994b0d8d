package io.ledgeractors.model;

import java.util.Set;

/**
 * One flag of a transfer, for sets of flags. {@link TransferFlags} holds the same flags as bits, which is how a record
 * stores them: {@link Transfer#flagSet} and the {@code flags} setters of {@link Transfer.Builder} convert.
 */
public enum TransferFlag {
    /** Succeeds or fails together with the next transfer of the batch. */
    LINKED(TransferFlags.LINKED),

    /** Reserves the amount until it is posted, voided or expired. */
    PENDING(TransferFlags.PENDING),

    /** Posts a pending transfer. */
    POST_PENDING_TRANSFER(TransferFlags.POST_PENDING_TRANSFER),

    /** Voids a pending transfer. */
    VOID_PENDING_TRANSFER(TransferFlags.VOID_PENDING_TRANSFER),

    /** Reduces the amount to what the debit account can give. */
    BALANCING_DEBIT(TransferFlags.BALANCING_DEBIT),

    /** Reduces the amount to what the credit account can take. */
    BALANCING_CREDIT(TransferFlags.BALANCING_CREDIT),

    /** Closes the debit account. */
    CLOSING_DEBIT(TransferFlags.CLOSING_DEBIT),

    /** Closes the credit account. */
    CLOSING_CREDIT(TransferFlags.CLOSING_CREDIT),

    /** The event carries its own timestamp. */
    IMPORTED(TransferFlags.IMPORTED);

    private final int bit;

    TransferFlag(int bit) {
        this.bit = bit;
    }

    /** Returns the bit of this flag, one of the constants of {@link TransferFlags}. */
    public int bit() {
        return bit;
    }

    /** Returns the flags whose bits are set, as an unmodifiable set. Bits that stand for no flag are left out. */
    public static Set<TransferFlag> ofBits(int bits) {
        return FlagSets.ofBits(TransferFlag.class, TransferFlag::bit, bits);
    }

    /** Returns the bits of all flags in a set, joined with {@code |}; 0 for an empty set. */
    public static int toBits(Set<TransferFlag> flags) {
        return FlagSets.toBits(flags, TransferFlag::bit);
    }
}

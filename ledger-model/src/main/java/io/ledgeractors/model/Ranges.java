package io.ledgeractors.model;

import org.jspecify.annotations.Nullable;

/** Checks the fields of records and builders. Each failure names the field and the remedy. */
final class Ranges {
    private Ranges() {}

    /** Refuses a number that 16 unsigned bits cannot hold. */
    static void u16(String field, int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException(field + " must be between 0 and 65535, but is " + value);
        }
    }

    /** Refuses a negative number in a field that the ledger takes as unsigned. */
    static void notNegative(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " is unsigned and must not be negative, but is " + value + "; "
                    + field + "Unsigned takes all bits of a number");
        }
    }

    /** Returns the number in a field of 128 bits; refuses a negative one. */
    static UInt128 u128(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " is unsigned and must not be negative, but is " + value
                    + "; UInt128.ofUnsigned takes all 64 bits of a long");
        }
        return UInt128.of(value);
    }

    /** Refuses a negative time. */
    static void time(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    field + " is a time in ns since 1970 and must not be negative, but is " + value);
        }
    }

    /** Refuses an interval that ends before it begins, because a query finds nothing in it. */
    static void interval(long timestampMin, long timestampMax) {
        if (timestampMax != 0 && timestampMin > timestampMax) {
            throw new IllegalStateException("timestampMin must not be above timestampMax, but they are " + timestampMin
                    + " and " + timestampMax + ": a query finds nothing between them");
        }
    }

    /** Refuses a limit of 0, with which a query finds nothing, and negative ones, which were meant to be huge. */
    static void limit(int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + value
                    + ": with 0 a query finds nothing; leave the limit out to get all that one reply holds");
        }
    }

    /** Refuses flags that the ledger does not know, because a query finds nothing with them. */
    static void flags(int value, int known) {
        if ((value & ~known) != 0) {
            throw new IllegalArgumentException("flags of this filter must be among 0x" + Integer.toHexString(known)
                    + ", but are 0x" + Integer.toHexString(value) + ": with others a query finds nothing");
        }
    }

    /** Refuses null. */
    static <T> T notNull(String field, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException(field + " must not be null");
        }
        return value;
    }
}

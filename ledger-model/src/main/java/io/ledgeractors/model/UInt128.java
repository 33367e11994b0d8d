package io.ledgeractors.model;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An unsigned 128-bit number: ids, amounts and user data. Immutable and thread-safe.
 *
 * @param high the upper 64 bits, unsigned
 * @param low the lower 64 bits, unsigned
 */
public record UInt128(long high, long low) implements Comparable<UInt128> {
    /** 0. */
    public static final UInt128 ZERO = new UInt128(0, 0);

    /** 2^128 - 1: as the amount of a post, "all of the pending amount". */
    public static final UInt128 MAX = new UInt128(-1, -1);

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    /** The number {@code low}, taken as unsigned. */
    public static UInt128 of(long low) {
        return low == 0 ? ZERO : new UInt128(0, low);
    }

    /** The number {@code high * 2^64 + low}, both taken as unsigned. */
    public static UInt128 of(long high, long low) {
        return new UInt128(high, low);
    }

    /**
     * The same number.
     *
     * @throws IllegalArgumentException if it is negative or above 2^128 - 1
     */
    public static UInt128 of(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 128) {
            throw new IllegalArgumentException("not between 0 and 2^128 - 1: " + value);
        }
        return new UInt128(value.shiftRight(64).longValue(), value.longValue());
    }

    /**
     * Reads a decimal number: digits and nothing else.
     *
     * @throws IllegalArgumentException if the text is no decimal number between 0 and 2^128 - 1
     */
    public static UInt128 parse(String decimal) {
        if (decimal.isEmpty() || !decimal.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a decimal number: '" + decimal + "'");
        }
        return of(new BigInteger(decimal));
    }

    /** The same number. */
    public BigInteger toBigInteger() {
        return unsigned(high).multiply(TWO_TO_64).add(unsigned(low));
    }

    /** True for 0. */
    public boolean isZero() {
        return (high | low) == 0;
    }

    /** True for 2^128 - 1. */
    public boolean isMax() {
        return (high & low) == -1;
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException if it does not fit in 128 bits
     */
    public UInt128 plus(UInt128 other) {
        long newLow = low + other.low;
        long carry = Long.compareUnsigned(newLow, low) < 0 ? 1 : 0;
        long newHigh = high + other.high;
        boolean overflow = Long.compareUnsigned(newHigh, high) < 0;
        newHigh += carry;
        overflow |= carry == 1 && newHigh == 0;
        if (overflow) {
            throw new ArithmeticException("above 2^128 - 1: " + this + " + " + other);
        }
        return new UInt128(newHigh, newLow);
    }

    /**
     * The difference.
     *
     * @throws ArithmeticException if {@code other} is greater
     */
    public UInt128 minus(UInt128 other) {
        if (compareTo(other) < 0) {
            throw new ArithmeticException("below 0: " + this + " - " + other);
        }
        long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        return new UInt128(high - other.high - borrow, low - other.low);
    }

    @Override
    public int compareTo(UInt128 other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UInt128 number && number.high == high && number.low == low;
    }

    /** Spreads time-based ids, whose upper halves differ little, over all 32 bits. */
    @Override
    public int hashCode() {
        long mixed = (high * 0x9e3779b97f4a7c15L) ^ low;
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
        return (int) (mixed ^ (mixed >>> 32));
    }

    /** The number in decimal, as TigerBeetle's documents write it. */
    @Override
    public String toString() {
        return high == 0 ? Long.toUnsignedString(low) : toBigInteger().toString();
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits);
        return bits < 0 ? value.add(TWO_TO_64) : value;
    }
}

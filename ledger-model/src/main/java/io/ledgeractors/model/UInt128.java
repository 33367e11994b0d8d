package io.ledgeractors.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
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

    private static final int HEX_DIGITS = 32;
    /** 2^128 - 1 has so many decimal digits. */
    private static final int DIGITS_MAX = 39;

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    /**
     * The same number.
     *
     * @throws IllegalArgumentException if it is negative; {@link #ofUnsigned} takes all 64 bits
     */
    public static UInt128 of(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a UInt128 must not be negative, but the number is " + value
                    + "; UInt128.ofUnsigned takes all 64 bits of a long");
        }
        return ofUnsigned(value);
    }

    /** The number that the 64 bits of {@code low} are, taken as unsigned: -1 gives 2^64 - 1. */
    public static UInt128 ofUnsigned(long low) {
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
     * Returns an amount of money in the smallest unit: {@code value * 10^scale}. {@code of(new BigDecimal("12.5"), 2)} is
     * 1250. Nothing is rounded.
     *
     * @param value the amount in the main unit, such as dollars
     * @param scale how many decimals the smallest unit has, at least 0: 2 for dollars and cents
     * @throws IllegalArgumentException if the scale is negative, the value has more decimals than the scale, or the result
     *     is not between 0 and 2^128 - 1
     */
    public static UInt128 of(BigDecimal value, int scale) {
        requireScale(scale);
        if (value.signum() == 0) {
            return ZERO;
        }
        // Checked first, because an exponent such as that of 1E999999999 would need gigabytes to be written out.
        if (value.signum() < 0 || (long) value.precision() - value.scale() + scale > DIGITS_MAX) {
            throw new IllegalArgumentException("not between 0 and 2^128 - 1 at " + scale + " decimals: " + value);
        }
        BigDecimal exact = value.stripTrailingZeros();
        if (exact.scale() > scale) {
            throw new IllegalArgumentException("more than " + scale + " decimals: " + value);
        }
        return of(exact.scaleByPowerOfTen(scale).toBigIntegerExact());
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

    /**
     * Reads a hexadecimal number: 1 to 32 digits, upper or lower case, with or without a leading {@code 0x}.
     *
     * @throws IllegalArgumentException if the text is no hexadecimal number of at most 32 digits
     */
    public static UInt128 parseHex(String hex) {
        String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
        int length = digits.length();
        if (length == 0 || length > HEX_DIGITS || !digits.chars().allMatch(UInt128::isHexDigit)) {
            throw new IllegalArgumentException("not a hexadecimal number of 1 to 32 digits: '" + hex + "'");
        }
        int upper = Math.max(0, length - HEX_DIGITS / 2);
        long high = upper == 0 ? 0 : Long.parseUnsignedLong(digits, 0, upper, 16);
        return new UInt128(high, Long.parseUnsignedLong(digits, upper, length, 16));
    }

    /** The number in hexadecimal: 32 digits in lower case, so that texts sort as numbers do. */
    public String toHex() {
        return hex(high) + hex(low);
    }

    /**
     * The number that the 16 bytes of a UUID are, first byte highest (big-endian). The hexadecimal digits are those of
     * the UUID, and later UUIDs of version 7 are greater numbers, as ids should be. TigerBeetle's Java and Python
     * clients convert so.
     */
    public static UInt128 fromUuid(UUID uuid) {
        return new UInt128(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** The UUID that {@link #fromUuid} makes this number from. */
    public UUID toUuid() {
        return new UUID(high, low);
    }

    /**
     * The number that the 16 bytes of a UUID are, first byte lowest (little-endian): the bytes go to the ledger in the
     * order of the UUID. This is how TigerBeetle lays numbers out, and what programs store that hand it a UUID's bytes
     * as they are. Later UUIDs of version 7 are no greater numbers then.
     */
    public static UInt128 fromUuidLittleEndian(UUID uuid) {
        return new UInt128(
                Long.reverseBytes(uuid.getLeastSignificantBits()), Long.reverseBytes(uuid.getMostSignificantBits()));
    }

    /** The UUID that {@link #fromUuidLittleEndian} makes this number from. */
    public UUID toUuidLittleEndian() {
        return new UUID(Long.reverseBytes(low), Long.reverseBytes(high));
    }

    /** The same number. */
    public BigInteger toBigInteger() {
        return unsigned(high).multiply(TWO_TO_64).add(unsigned(low));
    }

    /**
     * Returns this number of smallest units as an amount of money in the main unit: {@code this / 10^scale}, exactly.
     * It is the inverse of {@link #of(BigDecimal, int)}: 1250 with scale 2 is {@code 12.50}.
     *
     * @param scale how many decimals the smallest unit has, at least 0: 2 for dollars and cents
     * @throws IllegalArgumentException if the scale is negative
     */
    public BigDecimal toBigDecimal(int scale) {
        requireScale(scale);
        return new BigDecimal(toBigInteger(), scale);
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

    private static void requireScale(int scale) {
        if (scale < 0) {
            throw new IllegalArgumentException("the scale must be at least 0, but is " + scale);
        }
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static String hex(long bits) {
        String digits = Long.toHexString(bits);
        return "0".repeat(Long.BYTES * 2 - digits.length()) + digits;
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits);
        return bits < 0 ? value.add(TWO_TO_64) : value;
    }
}

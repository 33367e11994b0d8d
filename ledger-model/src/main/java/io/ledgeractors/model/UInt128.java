package io.ledgeractors.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An unsigned 128-bit number, from 0 to 2^128 - 1. Ids, amounts and user data are such numbers. Immutable and
 * thread-safe.
 *
 * @param high the upper 64 bits, unsigned
 * @param low the lower 64 bits, unsigned
 */
public record UInt128(long high, long low) implements Comparable<UInt128> {
    /** 0. */
    public static final UInt128 ZERO = new UInt128(0, 0);

    /** 2^128 - 1. As the amount of a post it means all of the pending amount. */
    public static final UInt128 MAX = new UInt128(-1, -1);

    private static final int HEX_DIGITS = 32;
    /** The number of decimal digits of 2^128 - 1. */
    private static final int DIGITS_MAX = 39;

    private static final long LOWER_32 = 0xffff_ffffL;
    private static final int BILLION = 1_000_000_000;
    private static final int BILLION_DIGITS = 9;

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    /**
     * Returns the number {@code value}.
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

    /** Returns the number whose 64 bits are {@code low}, taken as unsigned: -1 gives 2^64 - 1. */
    public static UInt128 ofUnsigned(long low) {
        return low == 0 ? ZERO : new UInt128(0, low);
    }

    /** Returns the number {@code high * 2^64 + low}, both taken as unsigned. */
    public static UInt128 of(long high, long low) {
        return new UInt128(high, low);
    }

    /**
     * Returns the number {@code value}.
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
     * Returns an amount of money in the smallest unit: {@code value * 10^scale}. {@code of(new BigDecimal("12.5"), 2)}
     * is 1250. Nothing is rounded.
     *
     * @param value the amount in the main unit, such as dollars
     * @param scale how many decimals the smallest unit has, at least 0: 2 for dollars and cents
     * @throws IllegalArgumentException if the scale is negative, the value has more decimals than the scale, or the
     *     result is not between 0 and 2^128 - 1
     */
    public static UInt128 of(BigDecimal value, int scale) {
        requireScale(scale);
        if (value.signum() == 0) {
            return ZERO;
        }
        // Checked first, because a number such as 1E999999999 would need gigabytes in full.
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
     * Returns the number that a text writes in decimal, with digits and nothing else.
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
     * Returns the number that a text writes in hexadecimal: 1 to 32 digits, upper or lower case, with or without a
     * leading {@code 0x}.
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

    /** Returns the number in hexadecimal: 32 digits in lower case, so that texts sort as numbers do. */
    public String toHex() {
        return hex(high) + hex(low);
    }

    /**
     * Returns the number whose 16 bytes are those of a UUID, the first byte highest (big-endian). Its hexadecimal
     * digits are those of the UUID. Later UUIDs of version 7 are greater numbers, as ids should be. TigerBeetle's Java
     * and Python clients convert in this way.
     */
    public static UInt128 fromUuid(UUID uuid) {
        return new UInt128(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Returns the UUID from which {@link #fromUuid} makes this number. */
    public UUID toUuid() {
        return new UUID(high, low);
    }

    /**
     * Returns the number whose 16 bytes are those of a UUID, the first byte lowest (little-endian). The bytes go to the
     * ledger in the order of the UUID, because TigerBeetle lays numbers out in this way. Programs that pass the bytes
     * of a UUID unchanged store this number. Later UUIDs of version 7 are not greater numbers.
     */
    public static UInt128 fromUuidLittleEndian(UUID uuid) {
        return new UInt128(
                Long.reverseBytes(uuid.getLeastSignificantBits()), Long.reverseBytes(uuid.getMostSignificantBits()));
    }

    /** Returns the UUID from which {@link #fromUuidLittleEndian} makes this number. */
    public UUID toUuidLittleEndian() {
        return new UUID(Long.reverseBytes(low), Long.reverseBytes(high));
    }

    /** Returns this number as a {@code BigInteger}. */
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

    /** Returns true for 0. */
    public boolean isZero() {
        return (high | low) == 0;
    }

    /** Returns true for 2^128 - 1. */
    public boolean isMax() {
        return (high & low) == -1;
    }

    /**
     * Returns the sum.
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
     * Returns the difference.
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

    /** Returns a hash code that spreads time-based ids, whose upper halves differ little, over all 32 bits. */
    @Override
    public int hashCode() {
        long mixed = (high * 0x9e3779b97f4a7c15L) ^ low;
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
        return (int) (mixed ^ (mixed >>> 32));
    }

    /** Returns the number in decimal, as TigerBeetle's documents write it. */
    @Override
    public String toString() {
        return high == 0 ? Long.toUnsignedString(low) : decimal();
    }

    /** Divides four digits of 32 bits by 10^9, nine decimal digits a time, a tenth of the time of BigInteger. */
    private String decimal() {
        byte[] digits = new byte[DIGITS_MAX];
        int at = DIGITS_MAX;
        long a = high >>> Integer.SIZE;
        long b = high & LOWER_32;
        long c = low >>> Integer.SIZE;
        long d = low & LOWER_32;
        while ((a | b | c) != 0 || d >= BILLION) {
            long rest = a % BILLION << Integer.SIZE | b;
            a /= BILLION;
            b = rest / BILLION;
            rest = rest % BILLION << Integer.SIZE | c;
            c = rest / BILLION;
            rest = rest % BILLION << Integer.SIZE | d;
            d = rest / BILLION;
            int nine = (int) (rest % BILLION);
            for (int i = 0; i < BILLION_DIGITS; i++) {
                digits[--at] = (byte) ('0' + nine % 10);
                nine /= 10;
            }
        }
        for (int last = (int) d; last != 0; last /= 10) {
            digits[--at] = (byte) ('0' + last % 10);
        }
        return new String(digits, at, DIGITS_MAX - at, StandardCharsets.ISO_8859_1);
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

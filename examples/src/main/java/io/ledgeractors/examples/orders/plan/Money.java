package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.model.UInt128;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Converts amounts between decimal text with two decimals and the minor units (hundredths) of the ledger. */
public final class Money {
    private static final int DIGITS_MAX = 15;
    private static final int DECIMALS = 2;

    private Money() {}

    /**
     * Reads an amount.
     *
     * @param text digits, optionally followed by a point and one or two digits
     * @return minor units, above 0
     * @throws IllegalArgumentException with the reason, if the text is not such an amount
     */
    public static long parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("amount is missing");
        }
        if (text.startsWith("-")) {
            throw new IllegalArgumentException("amount '" + text + "' is negative");
        }
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String decimals = point < 0 ? "" : text.substring(point + 1);
        if (!isDigits(whole) || (point >= 0 && !isDigits(decimals))) {
            throw new IllegalArgumentException("amount '" + text + "' is not a number such as 1234.50");
        }
        if (decimals.length() > DECIMALS) {
            throw new IllegalArgumentException("amount '" + text + "' has more than two decimals");
        }
        if (whole.length() > DIGITS_MAX) {
            throw new IllegalArgumentException(
                    "amount '" + text + "' is too great: at most " + DIGITS_MAX + " digits before the point");
        }
        long minor = Long.parseLong(whole + decimals + "0".repeat(DECIMALS - decimals.length()));
        if (minor == 0) {
            throw new IllegalArgumentException("amount '" + text + "' is zero; an order pays something");
        }
        return minor;
    }

    /** Returns the amount as decimal text: {@code "1234.50"} for {@code 123450}. */
    public static String format(UInt128 minor) {
        return format(minor.toBigInteger());
    }

    /** Returns the amount as decimal text: {@code "1234.50"} for {@code 123450}. */
    public static String format(BigInteger minor) {
        return new BigDecimal(minor, DECIMALS).toPlainString();
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.model.UInt128;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Amounts: decimal text with two decimals on paper, minor units (hundredths) in the ledger. */
public final class Money {
    private static final int DIGITS_MAX = 15;
    private static final int DECIMALS = 2;

    private Money() {}

    /**
     * Reads an amount.
     *
     * @param text digits, then at most a point and one or two digits
     * @return minor units, above 0
     * @throws IllegalArgumentException with the reason, if the text is something else
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

    /** The amount as people write it: {@code 123450} is {@code "1234.50"}. */
    public static String format(UInt128 minor) {
        return format(minor.toBigInteger());
    }

    /** The amount as people write it: {@code 123450} is {@code "1234.50"}. */
    public static String format(BigInteger minor) {
        return new BigDecimal(minor, DECIMALS).toPlainString();
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

package io.ledgeractors.cli.imports;

import io.ledgeractors.model.UInt128;
import java.math.BigDecimal;

/**
 * The notation of amounts in a file. Immutable.
 *
 * @param scale number of decimals of the smallest unit, 0 to 38; 0 allows whole numbers only
 * @param decimal the decimal sign, a point or a comma
 */
public record AmountForm(int scale, char decimal) {
    /** The notation of whole numbers of the smallest unit. */
    public static final AmountForm WHOLE = new AmountForm(0, '.');

    /** The maximum scale, because 2^128 - 1 has 39 digits. */
    public static final int SCALE_MAX = 38;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the scale is out of range, or the decimal sign is neither a point nor a comma
     */
    public AmountForm {
        if (scale < 0 || scale > SCALE_MAX) {
            throw new IllegalArgumentException("the scale must be 0 to " + SCALE_MAX + ", but is " + scale);
        }
        if (decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("the decimal sign must be . or , but is " + decimal);
        }
    }

    /**
     * Reads an amount: digits, and after the decimal sign at most as many digits as the scale. Signs, thousands
     * separators and currencies are refused, because each of them could mean another number.
     *
     * @throws IllegalArgumentException if the text is not such an amount
     */
    UInt128 read(String text) {
        int at = text.indexOf(decimal);
        if (scale == 0 || at < 0) {
            return UInt128.of(new BigDecimal(UInt128.parse(text).toBigInteger()), scale);
        }
        String whole = text.substring(0, at);
        String decimals = text.substring(at + 1);
        if (!Digits.areAll(whole) || !Digits.areAll(decimals) || decimals.length() > scale) {
            throw new IllegalArgumentException("not an amount: '" + text + "'");
        }
        return UInt128.of(new BigDecimal(whole + "." + decimals), scale);
    }

    /** Describes the notation, for messages. */
    String wanted() {
        return scale == 0
                ? "a whole number below 2^128 (--scale N reads amounts with decimals)"
                : "an amount such as 12" + decimal + "0".repeat(scale - 1) + "5, at most " + scale
                        + " decimals, in all below 2^128";
    }
}
